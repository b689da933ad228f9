using MultiBatch.Diagnosis;
using MultiBatch.Jobs;
using MultiBatch.Providers.Google.Jobs;
using MultiBatch.Providers.Google.Mapping;

namespace MultiBatch.Providers.Google.Diagnosing;

/// <summary>Says why a job does not start, or did not succeed, from its status events.</summary>
internal sealed class JobDiagnoser
{
    private readonly JobReader _reader;
    private readonly TimeProvider _clock;

    public JobDiagnoser(JobReader reader, TimeProvider clock)
    {
        _reader = reader;
        _clock = clock;
    }

    public async Task<JobDiagnosis> DiagnoseAsync(JobReference reference, CancellationToken cancellationToken)
    {
        var described = await _reader.GetAsync(reference, cancellationToken).ConfigureAwait(false);
        var job = reference.Index is { } index
            ? (await _reader.GetChildrenAsync(reference.Parent, described, [index], cancellationToken).ConfigureAwait(false)).TryGetValue(index, out var child)
                ? child
                : throw JobReader.NotFound(reference)
            : await _reader.MapAsync(described, mayAsk: true, cancellationToken).ConfigureAwait(false);
        var texts = StatusEvents.Ordered(described.Job.Status?.StatusEvents).Select(happened => happened.Description).OfType<string>().ToList();
        return new JobDiagnosis { Job = job.Reference, Findings = JobFindings.Of(job, texts, _clock.GetUtcNow()) };
    }
}
