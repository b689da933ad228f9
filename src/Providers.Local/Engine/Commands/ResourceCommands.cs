using MultiBatch.Environments;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Engine.Records;
using MultiBatch.Providers.Local.Engine.State;
using MultiBatch.Providers.Local.Engine.Views;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Local.Engine.Commands;

/// <summary>Creates, changes and deletes environments and queues. Belongs to the loop.</summary>
internal sealed class ResourceCommands
{
    private readonly EngineCore _core;

    public ResourceCommands(EngineCore core) => _core = core;

    private EngineState State => _core.State;

    public ComputeEnvironment Put(PutEnvironmentRequest request)
    {
        var spec = request.Spec;
        var exists = State.Environments.TryGetValue(spec.Name, out var environment);
        CheckExistence("environment", spec.Name, exists, request.IsUpdate);
        if (environment is not null)
        {
            var old = environment.Spec;
            spec = old with
            {
                MinVCpus = spec.MinVCpus ?? old.MinVCpus,
                MaxVCpus = spec.MaxVCpus ?? old.MaxVCpus,
                MaxMemory = spec.MaxMemory ?? old.MaxMemory,
                Enabled = spec.Enabled ?? old.Enabled,
                Labels = spec.Labels ?? old.Labels,
            };
        }

        _core.Commit(new StateChange { EnvironmentPut = spec });
        return ResourceView.Show(State.Environments[spec.Name], _core.Machine);
    }

    public void DeleteEnvironment(string name)
    {
        if (!State.Environments.TryGetValue(name, out var environment))
        {
            throw Missing("environment", name, State.Environments.Keys);
        }

        if (name == EnvironmentEntry.DefaultName)
        {
            throw EngineErrors.New(BatchErrorCode.Conflict, $"The environment '{name}' is always there; disable it, or give it a smaller share, in its place.", name);
        }

        var users = State.Queues.Values.Where(queue => queue.Environments.Contains(environment)).Select(queue => queue.Name).ToList();
        if (users.Count > 0)
        {
            throw EngineErrors.New(BatchErrorCode.Conflict, $"The environment '{name}' is used by: {string.Join(", ", users)}. Change or delete these queues first.", name);
        }

        if (environment.Running > 0)
        {
            throw EngineErrors.New(BatchErrorCode.Conflict, $"{environment.Running} tasks still run in the environment '{name}'; wait for them or stop them.", name);
        }

        _core.Commit(new StateChange { EnvironmentRemoved = name });
    }

    public JobQueue Put(PutQueueRequest request)
    {
        var spec = request.Spec;
        var exists = State.Queues.TryGetValue(spec.Name, out var queue);
        CheckExistence("queue", spec.Name, exists, request.IsUpdate);
        foreach (var name in spec.Environments ?? [])
        {
            if (!State.Environments.ContainsKey(name))
            {
                throw Missing("environment", name, State.Environments.Keys);
            }
        }

        if (queue is not null)
        {
            var old = queue.Spec;
            spec = old with
            {
                Priority = spec.Priority ?? old.Priority,
                Environments = spec.Environments ?? old.Environments,
                Enabled = spec.Enabled ?? old.Enabled,
                MaxWait = spec.MaxWait ?? old.MaxWait,
                Labels = spec.Labels ?? old.Labels,
            };
        }

        _core.Commit(new StateChange { QueuePut = spec });
        return ResourceView.Show(State.Queues[spec.Name]);
    }

    public void DeleteQueue(string name)
    {
        if (!State.Queues.TryGetValue(name, out var queue))
        {
            throw Missing("queue", name, State.Queues.Keys);
        }

        if (queue.IsDefault)
        {
            throw EngineErrors.New(BatchErrorCode.Conflict, $"The queue '{name}' is always there; disable it in its place.", name);
        }

        if (queue.ActiveJobs > 0)
        {
            throw EngineErrors.New(BatchErrorCode.Conflict, $"{queue.ActiveJobs} jobs of the queue '{name}' have not ended; wait for them or stop them.", name);
        }

        _core.Commit(new StateChange { QueueRemoved = name });
    }

    private static void CheckExistence(string kind, string name, bool exists, bool isUpdate)
    {
        if (exists && !isUpdate)
        {
            throw EngineErrors.New(BatchErrorCode.AlreadyExists, $"There is a {kind} '{name}' already; change it, or choose another name.", name);
        }

        if (!exists && isUpdate)
        {
            throw EngineErrors.New(BatchErrorCode.NotFound, $"There is no {kind} '{name}'; create it first.", name);
        }
    }

    private static BatchException Missing(string kind, string name, IEnumerable<string> there) =>
        EngineErrors.New(BatchErrorCode.NotFound, $"There is no {kind} '{name}'; there are: {string.Join(", ", there)}.", name);
}
