using System.Globalization;
using System.Security.Cryptography;
using MultiBatch.Definitions;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Queues;
using MultiBatch.Serialization;
using MultiBatch.TestSupport.InMemory.Planning;
using MultiBatch.TestSupport.InMemory.Simulation;

namespace MultiBatch.TestSupport.InMemory;

/// <content>Environments, queues, definitions. What is internal here runs inside <see cref="CallAsync"/>.</content>
public sealed partial class InMemoryService
{
    private readonly SortedDictionary<string, EnvironmentRecord> _environments = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, QueueRecord> _queues = new(StringComparer.Ordinal);
    private readonly List<JobDefinition> _definitions = [];

    internal bool HasEnvironment(string name)
    {
        lock (_gate)
        {
            return _environments.ContainsKey(name);
        }
    }

    internal ComputeEnvironment CreateEnvironment(ComputeEnvironmentSpec spec)
    {
        if (!_environments.TryAdd(spec.Name, new EnvironmentRecord(spec)))
        {
            throw Error(BatchErrorCode.AlreadyExists, $"There is an environment '{spec.Name}' already.", spec.Name);
        }

        return View(_environments[spec.Name]);
    }

    internal ComputeEnvironment UpdateEnvironment(ComputeEnvironmentSpec changes)
    {
        var environment = GetEnvironment(changes.Name);
        environment.Spec = environment.Spec with
        {
            MaxVCpus = changes.MaxVCpus ?? environment.Spec.MaxVCpus,
            MaxMemory = changes.MaxMemory ?? environment.Spec.MaxMemory,
            Purchase = changes.Purchase ?? environment.Spec.Purchase,
            Enabled = changes.Enabled ?? environment.Spec.Enabled,
            Labels = changes.Labels ?? environment.Spec.Labels,
        };
        return View(environment);
    }

    internal bool DeleteEnvironment(string name)
    {
        var environment = GetEnvironment(name);
        if (_queues.Values.FirstOrDefault(queue => queue.Environments.Contains(environment)) is { } user)
        {
            throw Error(BatchErrorCode.Conflict, $"The queue '{user.Spec.Name}' uses the environment '{name}'.", name);
        }

        return _environments.Remove(name);
    }

    internal ComputeEnvironment? FindEnvironment(string name) => _environments.TryGetValue(name, out var environment) ? View(environment) : null;

    internal Page<ComputeEnvironment> ListEnvironments(string? token) => Cut(_environments.Values.Select(View).ToList(), token);

    internal JobQueue CreateQueue(JobQueueSpec spec)
    {
        if (!_queues.TryAdd(spec.Name, new QueueRecord(spec, (spec.Environments ?? []).Select(GetEnvironment).ToList())))
        {
            throw Error(BatchErrorCode.AlreadyExists, $"There is a queue '{spec.Name}' already.", spec.Name);
        }

        return View(_queues[spec.Name]);
    }

    internal JobQueue UpdateQueue(JobQueueSpec changes)
    {
        var queue = GetQueue(changes.Name);
        var environments = changes.Environments?.Select(GetEnvironment).ToList();
        _simulator.Scheduler.Reorder(() =>
        {
            queue.Environments = environments ?? queue.Environments;
            queue.Spec = queue.Spec with
            {
                Priority = changes.Priority ?? queue.Spec.Priority,
                Environments = changes.Environments ?? queue.Spec.Environments,
                Enabled = changes.Enabled ?? queue.Spec.Enabled,
                MaxWait = changes.MaxWait ?? queue.Spec.MaxWait,
                Labels = changes.Labels ?? queue.Spec.Labels,
            };
        });
        return View(queue);
    }

    internal bool DeleteQueue(string name)
    {
        var queue = GetQueue(name);
        if (_order.Find(job => job.Queue == queue && !job.State.IsTerminal()) is { } job)
        {
            throw Error(BatchErrorCode.Conflict, $"{job.Reference} is still in the queue '{name}'.", name);
        }

        return _queues.Remove(name);
    }

    internal JobQueue? FindQueue(string name) => _queues.TryGetValue(name, out var queue) ? View(queue) : null;

    internal Page<JobQueue> ListQueues(string? token) => Cut(_queues.Values.Select(View).ToList(), token);

    internal JobDefinition RegisterDefinition(JobDefinitionSpec spec)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(BatchJson.WriteUtf8(spec.Job)));
        var revisions = _definitions.FindAll(definition => definition.Name == spec.Name);
        if (revisions.FindLast(definition => definition.IsActive) is { } latest && latest.ContentHash == hash)
        {
            return latest;
        }

        var added = new JobDefinition
        {
            Name = spec.Name,
            Revision = revisions.Count + 1,
            Job = spec.Job,
            IsActive = true,
            Labels = spec.Labels,
            ContentHash = hash,
            RegisteredAt = _simulator.Now,
        };
        _definitions.Add(added);
        return added;
    }

    internal bool DeregisterDefinition(string name, int revision)
    {
        var at = _definitions.FindIndex(definition => definition.Name == name && definition.Revision == revision);
        if (at < 0)
        {
            throw Error(BatchErrorCode.NotFound, $"There is no definition {name}:{revision}.", $"{name}:{revision}");
        }

        _definitions[at] = _definitions[at] with { IsActive = false };
        return true;
    }

    internal JobDefinition? FindDefinition(JobDefinitionReference reference) => _definitions.FindLast(definition =>
        definition.Name == reference.Name && (reference.Revision is null ? definition.IsActive : definition.Revision == reference.Revision));

    internal Page<JobDefinition> ListDefinitions(string? name, string? token) =>
        Cut(_definitions.FindAll(definition => name is null || definition.Name == name), token);

    private Page<T> Cut<T>(List<T> items, string? token)
    {
        if (token?.EndsWith('-') == true)
        {
            return new Page<T>([], token.TrimEnd('-'));
        }

        var start = token is null ? 0 : int.Parse(token, CultureInfo.InvariantCulture);
        var end = Math.Min(items.Count, start + Options.PageSize);
        return new Page<T>(items[start..end], end < items.Count ? Token(end) : null);
    }

    private EnvironmentRecord GetEnvironment(string name) =>
        _environments.TryGetValue(name, out var environment)
            ? environment
            : throw Error(BatchErrorCode.NotFound, $"There is no environment '{name}'.", name);

    private QueueRecord GetQueue(string name) =>
        _queues.TryGetValue(name, out var queue) ? queue : throw Error(BatchErrorCode.NotFound, $"There is no queue '{name}'.", name);

    /// <summary>The queue a job goes to: the service's own, or, where the client keeps queues, what it sent along.</summary>
    private QueueRecord QueueFor(PlanRequest request)
    {
        if (request.Queue is null)
        {
            return QueueProblem(request.Spec.Queue!) is { } problem
                ? throw Error(problem.Code, problem.Why, request.Spec.Queue!)
                : _queues[request.Spec.Queue!];
        }

        var environment = request.Environment is { } sent ? KeptByClient(_environments, sent.Name, () => new EnvironmentRecord(sent)) : _environments[DefaultQueue];
        var queue = KeptByClient(_queues, request.Queue.Name, () => new QueueRecord(request.Queue, [environment]));
        _simulator.Scheduler.Reorder(() =>
        {
            environment.Spec = request.Environment ?? environment.Spec;
            queue.Spec = request.Queue;
            queue.Environments = [environment];
        });
        return queue;
    }

    private static T KeptByClient<T>(SortedDictionary<string, T> records, string name, Func<T> make)
    {
        if (!records.TryGetValue(name, out var record))
        {
            records.Add(name, record = make());
        }

        return record;
    }

    private JobQueueProblem? FindQueueProblem(string name)
    {
        lock (_gate)
        {
            return QueueProblem(name);
        }
    }

    private JobQueueProblem? QueueProblem(string name) =>
        !_queues.TryGetValue(name, out var queue)
            ? new JobQueueProblem(BatchErrorCode.NotFound, $"there is no queue '{name}'", $"one of: {string.Join(", ", _queues.Keys)}")
            : queue.Spec.Enabled == false
                ? new JobQueueProblem(BatchErrorCode.Conflict, $"the queue '{name}' takes no new jobs", "enable it, or name another queue")
                : null;

    private static ComputeEnvironment View(EnvironmentRecord environment) => new()
    {
        Spec = environment.Spec,
        Status = EnvironmentStatus.Ready,
        UsedVCpus = environment.UsedVCpus,
    };

    private static JobQueue View(QueueRecord queue) => new()
    {
        Spec = queue.Spec,
        Status = EnvironmentStatus.Ready,
        IsDefault = queue.Spec.Name == DefaultQueue,
    };
}
