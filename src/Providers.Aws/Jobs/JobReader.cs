using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Jobs;

/// <summary>Reads jobs by reference: parents, children and jobs of several parts, in as few calls as there can be.</summary>
internal sealed class JobReader
{
    private readonly IAwsBatchWire _wire;
    private readonly JobDescriber _describer;
    private readonly PartFinder _parts;
    private readonly KnownJobs _known;
    private readonly string? _region;

    public JobReader(IAwsBatchWire wire, KnownJobs known, string? region)
    {
        _wire = wire;
        _describer = new JobDescriber(wire);
        _parts = new PartFinder(wire);
        _known = known;
        _region = region;
    }

    public JobDescriber Describer => _describer;

    public KnownJobs Known => _known;

    /// <summary>One job per reference, in the same order; null where there is none.</summary>
    public async Task<IReadOnlyList<Job?>> GetAsync(IReadOnlyList<JobReference> references, CancellationToken cancellationToken)
    {
        // Children are found directly once it is known how their parents are put together; a parent that is not known comes along.
        var ids = references.Select(reference => reference.Index is not { } index ? reference.Id : DirectId(reference.Id, index) ?? reference.Id);
        var described = await _describer.DescribeAsync(ids, cancellationToken).ConfigureAwait(false);
        foreach (var reference in references)
        {
            if (_known.FindShape(reference.Id) is null && described.TryGetValue(reference.Id, out var job))
            {
                _known.Note(reference.Id, JobShape.Of(job.Detail));
            }

            if (_known.FindShape(reference.Id) is { Parts: > 1 } && _known.FindParts(reference.Id) is null
                && (described.TryGetValue(reference.Id, out var first) || (first = await DescribeOneAsync(reference.Id, cancellationToken).ConfigureAwait(false)) is not null))
            {
                described[reference.Id] = first;
                await FindPartsAsync(first, cancellationToken).ConfigureAwait(false);
            }
        }

        var more = references
            .SelectMany(reference => reference.Index is { } index ? One(DirectId(reference.Id, index)) : OtherParts(reference.Id))
            .Where(id => !described.ContainsKey(id))
            .ToList();
        foreach (var pair in await _describer.DescribeAsync(more, cancellationToken).ConfigureAwait(false))
        {
            described[pair.Key] = pair.Value;
        }

        var jobs = new Job?[references.Count];
        for (var place = 0; place < jobs.Length; place++)
        {
            jobs[place] = await MapAsync(references[place], described, cancellationToken).ConfigureAwait(false);
        }

        return jobs;
    }

    /// <summary>Jobs, or parents, from descriptions that are at hand.</summary>
    public async Task<Job> MapAsync(DescribedJob first, IReadOnlyDictionary<string, DescribedJob> described, CancellationToken cancellationToken)
    {
        var detail = first.Detail;
        var reference = JobMapper.ReferenceOf(detail, _region);
        var shape = JobShape.Of(detail);
        _known.Note(reference.Id, shape);
        if (!shape.IsArray || IsLonePart(reference.Id, shape, detail))
        {
            return JobMapper.Map(detail, reference, first.Native);
        }

        if (shape.Parts > 1 && _known.FindParts(reference.Id) is null)
        {
            await FindPartsAsync(first, cancellationToken).ConfigureAwait(false);
        }

        var parts = await PartsAsync(first, shape, described, cancellationToken).ConfigureAwait(false);
        return await MapParentAsync(first, shape, parts, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The shape of each job; null for one that is not there.</summary>
    public async Task<Dictionary<string, JobShape?>> GetShapesAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var shapes = new Dictionary<string, JobShape?>(StringComparer.Ordinal);
        var unknown = new List<string>();
        foreach (var id in ids)
        {
            shapes[id] = _known.FindShape(id);
            if (shapes[id] is not { } shape || (shape.Parts > 1 && _known.FindParts(id) is null))
            {
                unknown.Add(id);
            }
        }

        foreach (var pair in await _describer.DescribeAsync(unknown, cancellationToken).ConfigureAwait(false))
        {
            var shape = JobShape.Of(pair.Value.Detail);
            _known.Note(pair.Key, shape);
            shapes[pair.Key] = shape;
            if (shape.Parts > 1)
            {
                await FindPartsAsync(pair.Value, cancellationToken).ConfigureAwait(false);
            }
        }

        return shapes;
    }

    /// <summary>The native jobs that stand for a reference; empty when there are none.</summary>
    public async Task<IReadOnlyList<string>> GetNativeIdsAsync(JobReference reference, CancellationToken cancellationToken)
    {
        var shape = _known.FindShape(reference.Id)
            ?? (await GetShapesAsync([reference.Id], cancellationToken).ConfigureAwait(false))[reference.Id];
        if (shape is null)
        {
            return [];
        }

        if (reference.Index is { } index)
        {
            return One(DirectId(reference.Id, index)).ToList();
        }

        return shape.Parts > 1
            ? _known.FindParts(reference.Id) ?? await FindPartsByIdAsync(reference.Id, cancellationToken).ConfigureAwait(false)
            : [reference.Id];
    }

    private static IEnumerable<string> One(string? id) => id is null ? [] : [id];

    /// <summary>The native id of a child; null when there is none, or its parent is not known yet.</summary>
    public string? DirectId(string id, int index)
    {
        if (_known.FindShape(id) is not { } shape || shape.Find(index) is not { } place)
        {
            return null;
        }

        var part = shape.Parts == 1 ? id : _known.FindParts(id)?[place.Part];
        return part is null ? null : NativeIds.Of(part, place.NativeIndex);
    }

    private IEnumerable<string> OtherParts(string id) => _known.FindShape(id) is { Parts: > 1 } && _known.FindParts(id) is { } parts && parts[0] == id ? parts : [];

    // A later part, or a second first one that a lost reply left behind: by itself it is what it is natively.
    private bool IsLonePart(string id, JobShape shape, JobDetail detail) =>
        shape.Parts > 1 && ((_known.FindParts(id) is { } parts && parts[0] != id)
            || (detail.Tags is not null && detail.Tags.TryGetValue(AwsTags.Part, out var text) && JobPart.Parse(text)?.Number != 0));

    private async Task<DescribedJob?> DescribeOneAsync(string id, CancellationToken cancellationToken) =>
        (await _describer.DescribeAsync([id], cancellationToken).ConfigureAwait(false)).TryGetValue(id, out var job) ? job : null;

    private async Task<IReadOnlyList<string>> FindPartsByIdAsync(string id, CancellationToken cancellationToken) =>
        await DescribeOneAsync(id, cancellationToken).ConfigureAwait(false) is { } job
            ? await FindPartsAsync(job, cancellationToken).ConfigureAwait(false)
            : [];

    /// <summary>Looks the parts of a job up; keeps them once all are seen.</summary>
    private async Task<IReadOnlyList<string>> FindPartsAsync(DescribedJob first, CancellationToken cancellationToken)
    {
        var detail = first.Detail;
        var shape = JobShape.Of(detail);
        var (name, id) = JobNames.Split(detail.JobName ?? string.Empty);
        if (id is null)
        {
            return [detail.JobId!];
        }

        var native = JobNames.Of(name, id.Value);
        var parts = new string?[shape.Parts];
        foreach (var job in await _parts.FindAsync(JobMapper.QueueOf(detail), native, cancellationToken).ConfigureAwait(false))
        {
            if (PartFinder.PartOf(native, job.JobName!) is { } part && part < parts.Length)
            {
                parts[part] ??= job.JobId;
            }
        }

        if (Array.TrueForAll(parts, part => part is not null))
        {
            _known.NoteParts(detail.JobId!, parts!);
        }

        return parts.OfType<string>().ToList();
    }

    private async Task<Job?> MapAsync(JobReference reference, Dictionary<string, DescribedJob> described, CancellationToken cancellationToken)
    {
        if (reference.Index is not { } index)
        {
            return described.TryGetValue(reference.Id, out var job) ? await MapAsync(job, described, cancellationToken).ConfigureAwait(false) : null;
        }

        return DirectId(reference.Id, index) is { } id && described.TryGetValue(id, out var child)
            ? JobMapper.Map(child.Detail, ChildReference(reference.Id, child.Detail, index), child.Native)
            : null;
    }

    private JobReference ChildReference(string parent, JobDetail child, int index) =>
        new(AwsProviderName.Value, parent) { Region = _region, Queue = JobMapper.PortableQueueOf(child), Index = index };

    private async Task<List<JobDetail>> PartsAsync(
        DescribedJob first, JobShape shape, IReadOnlyDictionary<string, DescribedJob> described, CancellationToken cancellationToken)
    {
        if (shape.Parts == 1)
        {
            return [first.Detail];
        }

        var ids = _known.FindParts(first.Detail.JobId!) ?? [first.Detail.JobId!];
        var missing = ids.Where(id => !described.ContainsKey(id)).ToList();
        var more = await _describer.DescribeAsync(missing, cancellationToken).ConfigureAwait(false);
        var parts = new List<JobDetail>(ids.Count);
        foreach (var id in ids)
        {
            if (described.TryGetValue(id, out var part) || more.TryGetValue(id, out part))
            {
                parts.Add(part.Detail);
            }
        }

        return parts;
    }

    private async Task<Job> MapParentAsync(DescribedJob first, JobShape shape, List<JobDetail> parts, CancellationToken cancellationToken)
    {
        var counts = new List<KeyValuePair<JobState, int>>();
        var seen = 0;
        DateTimeOffset? endedAt = null;
        var hasEnded = parts.Count == shape.Parts;
        foreach (var part in parts)
        {
            hasEnded &= NativeStatus.IsEnd(part.Status);
            endedAt = NativeTime.From(part.StoppedAt) is { } time && !(time <= endedAt) ? time : endedAt;
            if (part.ArrayProperties?.Size is { } size)
            {
                seen += size;
                counts.AddRange(ArrayCounts.Of(part, await CountCancelledAsync(part, cancellationToken).ConfigureAwait(false)));
            }
            else
            {
                seen++;
                var isCancelled = part.Status == NativeStatus.Failed && EndMapper.IsCancelled(part.IsCancelled, part.IsTerminated, part.StatusReason);
                counts.Add(new(isCancelled ? JobState.Cancelled : NativeStatus.ToState(part.Status), 1));
            }
        }

        // Parts that the lists do not show yet.
        counts.Add(new(JobState.Submitted, Math.Max(0, shape.Size!.Value - seen)));
        return JobMapper.MapParent(
            first.Detail, JobMapper.ReferenceOf(first.Detail, _region), first.Native, new JobStateCounts(counts), hasEnded, endedAt) with
        {
            RestartIndexes = shape.Indexes,
        };
    }

    /// <summary>How many failed children of an ended native array were called off. The summary does not tell; a list does, and it stays true.</summary>
    private async Task<int> CountCancelledAsync(JobDetail parent, CancellationToken cancellationToken)
    {
        if (parent.Status != NativeStatus.Failed)
        {
            return 0;
        }

        if (_known.FindCancelled(parent.JobId!) is { } known)
        {
            return known;
        }

        var (count, failed) = (0, 0);
        string? token = null;
        do
        {
            var page = await _wire.ListJobsAsync(
                new ListJobsRequest { ArrayJobId = parent.JobId, JobStatus = NativeStatus.Failed, MaxResults = 1000, NextToken = token }, cancellationToken)
                .ConfigureAwait(false);
            failed += page.JobSummaryList?.Count ?? 0;
            count += page.JobSummaryList?.Count(child => EndMapper.IsCancelled(child.IsCancelled, child.IsTerminated, child.StatusReason)) ?? 0;
            token = string.IsNullOrEmpty(page.NextToken) ? null : page.NextToken;
        }
        while (token is not null);

        var size = parent.ArrayProperties!.Size!.Value;
        var expected = size - (parent.ArrayProperties.StatusSummary is { } summary && summary.TryGetValue(NativeStatus.Succeeded, out var succeeded) ? succeeded : 0);
        if (failed < expected)
        {
            // Lists lag behind, descriptions do not: a job that has ended must not be shown as something else first.
            var children = await _describer.DescribeAsync(Enumerable.Range(0, size).Select(index => NativeIds.Of(parent.JobId!, index)), cancellationToken).ConfigureAwait(false);
            failed = children.Values.Count(child => child.Detail.Status == NativeStatus.Failed);
            count = children.Values.Count(child => child.Detail.Status == NativeStatus.Failed
                && EndMapper.IsCancelled(child.Detail.IsCancelled, child.Detail.IsTerminated, child.Detail.StatusReason));
        }

        if (failed < expected && EndMapper.IsCancelled(parent.IsCancelled, parent.IsTerminated, parent.StatusReason))
        {
            // Called off before its children were made.
            return count + expected - failed;
        }

        _known.NoteCancelled(parent.JobId!, count);
        return count;
    }
}
