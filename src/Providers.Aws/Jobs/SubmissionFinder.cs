using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Aws.Jobs;

/// <summary>
/// Looks up what became of a submission, by the name its id gives the native jobs. Lists lag behind: seeing nothing proves nothing, until the settle
/// time has passed since this process lost the reply. Where a lost reply left two jobs all the same, the oldest one counts (of two as old, the one with
/// the lower id), so that every client decides alike.
/// </summary>
internal sealed class SubmissionFinder
{
    private readonly PartFinder _parts;
    private readonly JobReader _reader;
    private readonly SentParts _sent;
    private readonly AwsBatchOptions _options;
    private readonly TimeProvider _clock;

    public SubmissionFinder(IAwsBatchWire wire, JobReader reader, SentParts sent, AwsBatchOptions options, TimeProvider clock)
    {
        _parts = new PartFinder(wire);
        _reader = reader;
        _sent = sent;
        _options = options;
        _clock = clock;
    }

    public async Task<SubmissionLookup> FindAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        var name = JobNames.Of(key.JobName, key.Id);
        var seen = await _parts.FindAsync(QueueNames.Native(key.Queue, key.Segment), name, cancellationToken).ConfigureAwait(false);
        var whole = seen.Where(job => job.JobName == name).Select(job => job.JobId!).ToList();
        if (whole.Count > 0)
        {
            return await FindWholeAsync(key, whole, cancellationToken).ConfigureAwait(false);
        }

        var ids = new Dictionary<int, List<string>>();
        foreach (var job in seen)
        {
            if (PartFinder.PartOf(name, job.JobName!) is { } part)
            {
                if (!ids.TryGetValue(part, out var list))
                {
                    ids.Add(part, list = []);
                }

                list.Add(job.JobId!);
            }
        }

        return ids.Count == 0
            ? HasSettled(key) ? Absent : Inconclusive
            : await FindPartsAsync(key, ids, seen.Max(job => NativeTime.From(job.CreatedAt)), cancellationToken).ConfigureAwait(false);
    }

    private static SubmissionLookup Inconclusive { get; } = new() { Status = SubmissionStatus.Inconclusive };

    private static SubmissionLookup Absent { get; } = new() { Status = SubmissionStatus.Absent };

    // Another process may have sent it just now: only for what this one sent is the time known.
    private bool HasSettled(SubmissionKey key) =>
        _sent.Find(key.Id)?.LostAt is { } lostAt && _clock.GetElapsedTime(lostAt) >= _options.SettleTime;

    private async Task<SubmissionLookup> FindWholeAsync(SubmissionKey key, List<string> ids, CancellationToken cancellationToken)
    {
        var described = await _reader.Describer.DescribeAsync(ids, cancellationToken).ConfigureAwait(false);
        var jobs = new List<Job>();
        foreach (var job in ids.Where(described.ContainsKey).Select(id => described[id]).OrderBy(job => job.Detail.CreatedAt).ThenBy(job => job.Detail.JobId, StringComparer.Ordinal))
        {
            // The tag is the proof; a name alone anybody can give.
            if (job.Detail.Tags is { } tags && tags.TryGetValue(AwsTags.Submission, out var id) && id == key.Id.ToString())
            {
                jobs.Add(await _reader.MapAsync(job, described, cancellationToken).ConfigureAwait(false));
            }
        }

        return jobs.Count == 0
            ? Inconclusive
            : new SubmissionLookup { Status = SubmissionStatus.Found, Job = jobs[0], Duplicates = jobs.Skip(1).ToList() };
    }

    private async Task<SubmissionLookup> FindPartsAsync(
        SubmissionKey key, Dictionary<int, List<string>> ids, DateTimeOffset? youngest, CancellationToken cancellationToken)
    {
        var lowest = ids[ids.Keys.Min()][0];
        var described = await _reader.Describer.DescribeAsync(ids.Values.SelectMany(list => list.Skip(1)).Append(lowest), cancellationToken).ConfigureAwait(false);
        if (!described.TryGetValue(lowest, out var first) || JobShape.Of(first.Detail) is not { Parts: > 1 } shape)
        {
            return Inconclusive;
        }

        var sent = _sent.Find(key.Id);
        var parts = new string?[shape.Parts];
        for (var part = 0; part < parts.Length; part++)
        {
            parts[part] = ids.TryGetValue(part, out var list) ? list[0] : sent?.Find(part);
        }

        var duplicates = ids.Values.SelectMany(list => list.Skip(1)).Where(described.ContainsKey)
            .Select(id => JobMapper.Map(described[id].Detail, JobMapper.ReferenceOf(described[id].Detail, first.Detail.JobArn?.Split(':').ElementAtOrDefault(3)), described[id].Native)).ToList();
        if (Array.TrueForAll(parts, part => part is not null))
        {
            _reader.Known.NoteParts(parts[0]!, parts!);
            var job = (await _reader.GetAsync([new JobReference(AwsProviderName.Value, parts[0]!)], cancellationToken).ConfigureAwait(false))[0];
            return job is null ? Inconclusive : new SubmissionLookup { Status = SubmissionStatus.Found, Job = job, Duplicates = duplicates };
        }

        // A part whose reply was lost may yet turn up: it is sent again only when it has had its time.
        var mayTurnUp = sent?.LostAt is { } lostAt ? _clock.GetElapsedTime(lostAt) < _options.SettleTime
            : sent is null && _clock.GetUtcNow() - youngest < _options.SettleTime;
        return mayTurnUp ? Inconclusive : new SubmissionLookup
        {
            Status = SubmissionStatus.Partial,
            Job = await _reader.MapAsync(first, described, cancellationToken).ConfigureAwait(false),
            Duplicates = duplicates,
            State = parts,
        };
    }
}
