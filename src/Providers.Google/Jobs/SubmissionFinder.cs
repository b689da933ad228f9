using MultiBatch.Jobs;
using MultiBatch.Providers.Google.Mapping;
using MultiBatch.Providers.Google.Wire.Jobs;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Google.Jobs;

/// <summary>Looks up what became of a submission, by the id it gives its job. The answer is exact; a job of this id that is somebody else's is not it.</summary>
internal sealed class SubmissionFinder
{
    private readonly JobReader _reader;

    public SubmissionFinder(JobReader reader) => _reader = reader;

    /// <summary>Whether a job is that of a submission: its id anybody can give, the label is the proof.</summary>
    public static bool IsOf(JobResource job, SubmissionKey key) =>
        job.Labels is not null && job.Labels.TryGetValue(GoogleLabels.Submission, out var id) && id == key.Id.ToString();

    public async Task<SubmissionLookup> FindAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        var found = await _reader.FindAsync(new JobReference(GoogleProviderName.Value, JobIds.Of(key.Id)), cancellationToken).ConfigureAwait(false);
        return found is null || !IsOf(found.Job, key)
            ? new SubmissionLookup { Status = SubmissionStatus.Absent }
            : new SubmissionLookup { Status = SubmissionStatus.Found, Job = await _reader.MapAsync(found, mayAsk: true, cancellationToken).ConfigureAwait(false) };
    }
}
