using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Jobs;

/// <summary>
/// Lists the children of an array by index. All of them are described by their ids, which are known; when only those that ended in some way are asked
/// for, lists by state say which ids, as long as they do not lag behind.
/// </summary>
internal sealed class ChildLister
{
    private const int LargestPage = 100;
    private const int LargestList = 1000;

    private readonly IAwsBatchWire _wire;
    private readonly JobReader _reader;

    public ChildLister(IAwsBatchWire wire, JobReader reader)
    {
        _wire = wire;
        _reader = reader;
    }

    public async Task<Page<Job>> ListAsync(JobQuery query, string? continuationToken, CancellationToken cancellationToken)
    {
        var parent = query.ChildrenOf!.Parent;
        var shape = _reader.Known.FindShape(parent.Id)
            ?? (await _reader.GetShapesAsync([parent.Id], cancellationToken).ConfigureAwait(false))[parent.Id]
            ?? throw new BatchException(BatchErrorCode.NotFound, $"AWS Batch knows no job {parent}; it keeps ended jobs for some days only.")
            {
                Provider = AwsProviderName.Value, Resource = parent.ToString(),
            };
        if (shape.Size is not { } size)
        {
            return new Page<Job>([], null);
        }

        var first = ParseToken(continuationToken);
        var limit = Math.Min(query.PageSize ?? LargestPage, LargestPage);
        var indexes = query.States is { Count: > 0 } states && states.All(state => state.IsTerminal()) && shape.Parts == 1 && shape.IsNativeArray(0)
            ? await FindIndexesAsync(parent.Id, states, cancellationToken).ConfigureAwait(false) ?? Enumerable.Range(0, size)
            : Enumerable.Range(0, size);
        var wanted = indexes.Where(index => index >= first).Take(limit + 1).ToList();
        var page = await _reader.GetAsync(wanted.Take(limit).Select(parent.Child).ToList(), cancellationToken).ConfigureAwait(false);
        return new Page<Job>(
            page.OfType<Job>().ToList(), wanted.Count > limit ? wanted[limit].ToString(CultureInfo.InvariantCulture) : null);
    }

    private static int ParseToken(string? token) =>
        token is null ? 0
        : int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index
        : throw new BatchException(BatchErrorCode.InvalidSpec, "The continuation token is not one of this provider's.") { Provider = AwsProviderName.Value };

    /// <summary>The indexes of the children that ended in one of these states; null when the lists do not show all of them yet.</summary>
    private async Task<IEnumerable<int>?> FindIndexesAsync(string id, IReadOnlyCollection<JobState> states, CancellationToken cancellationToken)
    {
        var summary = (await _reader.Describer.DescribeAsync([id], cancellationToken).ConfigureAwait(false)).TryGetValue(id, out var parent)
            ? parent.Detail.ArrayProperties?.StatusSummary
            : null;
        var indexes = new SortedSet<int>();
        foreach (var status in states.Select(NativeStatus.Of).OfType<string>().Distinct())
        {
            var before = indexes.Count;
            string? token = null;
            do
            {
                var page = await _wire.ListJobsAsync(
                    new ListJobsRequest { ArrayJobId = id, JobStatus = status, MaxResults = LargestList, NextToken = token }, cancellationToken)
                    .ConfigureAwait(false);
                foreach (var child in page.JobSummaryList ?? [])
                {
                    if ((child.ArrayProperties?.Index ?? NativeIds.Split(child.JobId ?? string.Empty).Index) is { } index)
                    {
                        indexes.Add(index);
                    }
                }

                token = string.IsNullOrEmpty(page.NextToken) ? null : page.NextToken;
            }
            while (token is not null);
            if (summary is null || !summary.TryGetValue(status, out var count) || indexes.Count - before < count)
            {
                return null;
            }
        }

        return indexes;
    }
}
