using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Local.Engine.Attempts;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Engine.Dependencies;
using MultiBatch.Providers.Local.Engine.Records;
using MultiBatch.Providers.Local.Engine.State;
using MultiBatch.Providers.Local.Planning;
using MultiBatch.Serialization;

namespace MultiBatch.Providers.Local.Engine.Commands;

/// <summary>Accepts jobs. What a plan cannot promise is checked here again: the state may have changed since. Belongs to the loop.</summary>
internal sealed class SubmitCommand
{
    private readonly EngineCore _core;
    private readonly SecretVault _secrets;
    private readonly DependencyCascade _cascade;

    public SubmitCommand(EngineCore core, SecretVault secrets, DependencyCascade cascade)
    {
        _core = core;
        _secrets = secrets;
        _cascade = cascade;
    }

    /// <summary>Adds a job, or finds the one that this submission made before.</summary>
    /// <exception cref="BatchException">The job is not accepted.</exception>
    public JobEntry Submit(SubmitItem item)
    {
        if (!JobKey.TryParse(item.SubmissionId, out var key))
        {
            throw EngineErrors.New(BatchErrorCode.InvalidSpec, $"'{item.SubmissionId}' is not a submission id.", null);
        }

        if (_core.State.Jobs.Find(key) is { } known)
        {
            return known;
        }

        Check(item.Spec);
        var number = _core.State.Jobs.NextNumber;
        _core.Commit(new StateChange
        {
            Added = new JobAdded
            {
                Job = number,
                Id = item.SubmissionId,
                Time = Clock.ToStored(_core.Now),
                Spec = new RawJson(BatchJson.WriteUtf8(item.Spec)),
                Definition = item.Definition,
                RestartOf = item.RestartOf?.ToString(),
            },
        });
        var job = _core.State.Jobs.Get(number);
        _secrets.Keep(key, item.SecretValues);
        if (job.Live!.Edges.Count > 0)
        {
            _cascade.JudgeAll(job);
        }

        return job;
    }

    private static BatchException Invalid(string pointer, string message) => EngineErrors.New(BatchErrorCode.InvalidSpec, message, pointer);

    private void Check(JobSpec spec)
    {
        if (spec.Name is null || (spec.Command is { Count: > 0 }) == (spec.Script is not null))
        {
            throw Invalid(SpecPointers.Root, "A job needs a name and either a command or a script.");
        }

        if (spec.Queue is null || !_core.State.Queues.TryGetValue(spec.Queue, out var queue))
        {
            throw EngineErrors.New(
                BatchErrorCode.NotFound,
                $"queue '{spec.Queue}' does not exist; there are: {string.Join(", ", _core.State.Queues.Keys)}.",
                SpecPointers.Queue);
        }

        if (!queue.IsEnabled)
        {
            throw EngineErrors.New(BatchErrorCode.Conflict, $"queue '{queue.Name}' is disabled and takes no new jobs; enable it or name another one.", SpecPointers.Queue);
        }

        var need = TaskNeed.Of(spec);
        if (!queue.CouldHold(need))
        {
            throw Invalid("/resources", $"The job needs {need}, and no environment of queue '{queue.Name}' has that much: it would wait for ever.");
        }

        var size = spec.Array is null ? (int?)null : spec.Array.Size ?? spec.Array.Tasks?.Rows.Count ?? 0;
        if (size is < 1 or > LocalLimits.LargestArray)
        {
            throw Invalid(SpecPointers.ArraySize, $"An array has 1 to {LocalLimits.LargestArray} children, not {size}.");
        }

        if (spec.Attempts?.Max > LocalLimits.MostAttempts)
        {
            throw Invalid(SpecPointers.MaxAttempts, $"A task is tried at most {LocalLimits.MostAttempts} times, not {spec.Attempts.Max}.");
        }

        for (var place = 0; place < spec.DependsOn?.Count; place++)
        {
            Check(spec.DependsOn[place], SpecPointers.Item(SpecPointers.DependsOn, place), size);
        }
    }

    private void Check(JobDependency dependency, string pointer, int? size)
    {
        if (!JobReference.TryParse(dependency.Job, out var reference))
        {
            throw Invalid(pointer + "/job", $"'{dependency.Job}' is not a reference of a job.");
        }

        if (_core.State.Jobs.Find(reference!.Id) is not { } predecessor)
        {
            throw EngineErrors.New(BatchErrorCode.NotFound, $"The job waits for {reference}, which does not exist.", pointer + "/job");
        }

        if (DependencyCheck.Problem(dependency, reference, predecessor.IsArray ? predecessor.Tasks.Length : null, size) is { } problem)
        {
            throw Invalid(pointer, problem);
        }
    }
}
