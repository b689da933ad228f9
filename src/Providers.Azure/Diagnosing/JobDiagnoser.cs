using MultiBatch.Diagnosis;
using MultiBatch.Jobs;
using MultiBatch.Providers.Azure.Jobs;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Wire;
using MultiBatch.Providers.Azure.Wire.Jobs;
using MultiBatch.Providers.Azure.Wire.Pools;

namespace MultiBatch.Providers.Azure.Diagnosing;

/// <summary>Reads what a job waits for. Only reads; what it may not read it does without.</summary>
internal sealed class JobDiagnoser
{
    private const int MostNodes = 200;

    private readonly IAzureBatchWire _wire;
    private readonly JobReader _reader;

    public JobDiagnoser(IAzureBatchWire wire, JobReader reader)
    {
        _wire = wire;
        _reader = reader;
    }

    public async Task<JobDiagnosis> DiagnoseAsync(JobReference reference, CancellationToken cancellationToken)
    {
        var tasks = (await _reader.FindTasksAsync([reference], cancellationToken).ConfigureAwait(false))[0].Where(task => !task.IsBarrier).ToList();
        if (tasks.Count == 0)
        {
            throw JobErrors.NotFound(reference);
        }

        await _reader.CompleteAsync(tasks, cancellationToken).ConfigureAwait(false);
        var job = reference.Index is null ? JobReader.MapJob(tasks) : JobMapper.Map(tasks[0]);
        var example = tasks.Find(task => !JobMapper.EndOf(task).State.IsTerminal()) ?? tasks.Find(task => JobMapper.EndOf(task).State != JobState.Succeeded) ?? tasks[0];
        var facts = new DiagnosisFacts { Job = job, Task = example };
        if (job.State < JobState.Running)
        {
            var generation = await TryAsync(() => _wire.GetJobAsync(example.Generation, ReadOptions.None, cancellationToken)).ConfigureAwait(false);
            var poolId = generation?.PoolInfo?.PoolId;
            var pool = poolId is null ? null : await TryAsync(() => _wire.GetPoolAsync(poolId, ReadOptions.None, cancellationToken)).ConfigureAwait(false);
            var nodes = pool is null ? null : await TryAsync(() => _wire.ListNodesAsync(poolId!, new ReadOptions { MaxResults = MostNodes }, cancellationToken)).ConfigureAwait(false);
            facts = facts with { Generation = generation, Pool = pool, Nodes = nodes?.Value ?? [] };
        }

        return new JobDiagnosis { Job = job.Reference, Findings = JobFindings.Of(facts) };
    }

    private static async Task<T?> TryAsync<T>(Func<Task<T>> read)
        where T : class
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (BatchException error) when (error.Code is BatchErrorCode.NotFound or BatchErrorCode.PermissionDenied or BatchErrorCode.Unsupported)
        {
            return null;
        }
    }
}
