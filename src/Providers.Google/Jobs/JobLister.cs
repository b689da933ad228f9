using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Providers.Google.Mapping;
using MultiBatch.Providers.Google.Wire;
using MultiBatch.Providers.Google.Wire.Jobs;

namespace MultiBatch.Providers.Google.Jobs;

/// <summary>Lists jobs, newest first, and children by index.</summary>
internal sealed class JobLister
{
    private const int LargestPage = 500;

    private readonly IGoogleBatchWire _wire;
    private readonly GoogleScope _scope;
    private readonly JobReader _reader;

    public JobLister(IGoogleBatchWire wire, GoogleScope scope, JobReader reader)
    {
        _wire = wire;
        _scope = scope;
        _reader = reader;
    }

    /// <summary>The filter that leaves the least to be sorted out afterwards; null for none.</summary>
    public static string? FilterOf(JobQuery query)
    {
        var terms = new List<string>();
        if (query.Queue is { } queue)
        {
            terms.Add(Label(GoogleLabels.Queue, queue));
        }

        if (query.Name is { } name && !name.EndsWith('*'))
        {
            terms.Add(Label(GoogleLabels.Name, GoogleLabels.Value(name)));
        }

        terms.AddRange((query.Labels ?? new Dictionary<string, string>()).Select(label => Label(label.Key, label.Value)));
        if (query.SubmittedAfter is { } after)
        {
            terms.Add($"createTime>=\"{Time(after)}\"");
        }

        if (query.SubmittedBefore is { } before)
        {
            terms.Add($"createTime<\"{Time(before)}\"");
        }

        return terms.Count == 0 ? null : string.Join(" AND ", terms);
    }

    public async Task<Page<Job>> ListAsync(JobQuery query, string? continuationToken, CancellationToken cancellationToken)
    {
        var reply = await _wire.ListJobsAsync(
            new ListJobsRequest
            {
                Parent = _scope.Parent,
                Filter = FilterOf(query),
                OrderBy = "create_time desc",
                PageSize = Math.Min(query.PageSize ?? LargestPage, LargestPage),
                PageToken = continuationToken,
            },
            cancellationToken).ConfigureAwait(false);
        var native = reply.ReadItems("jobs");
        var jobs = new List<Job>(reply.Jobs?.Count ?? 0);
        for (var place = 0; place < reply.Jobs?.Count; place++)
        {
            var described = _reader.Describe(reply.Jobs[place], place < native.Count ? native[place] : null);
            jobs.Add(await _reader.MapAsync(described, mayAsk: false, cancellationToken).ConfigureAwait(false));
        }

        return new Page<Job>(jobs, string.IsNullOrEmpty(reply.NextPageToken) ? null : reply.NextPageToken);
    }

    public async Task<Page<Job>> ListChildrenAsync(JobQuery query, string? continuationToken, CancellationToken cancellationToken)
    {
        var parent = query.ChildrenOf!.Parent;
        var facts = await _reader.FindFactsAsync(parent, cancellationToken).ConfigureAwait(false) ?? throw JobReader.NotFound(parent);
        if (!facts.IsArray)
        {
            return new Page<Job>([], null);
        }

        var first = ParseToken(continuationToken);
        var limit = Math.Min(query.PageSize ?? TaskPages.PageSize, TaskPages.PageSize);

        // Whole pages of the service's, where nobody asks for less.
        var end = Math.Min(facts.Tasks, first + limit);
        var indexes = Enumerable.Range(first, Math.Max(0, end - first)).ToList();
        var children = await _reader.GetChildrenAsync(parent, null, indexes, cancellationToken).ConfigureAwait(false);
        if (children.Count == 0 && indexes.Count > 0)
        {
            throw JobReader.NotFound(parent);
        }

        return new Page<Job>(
            indexes.Where(children.ContainsKey).Select(index => children[index]).ToList(),
            end < facts.Tasks ? end.ToString(CultureInfo.InvariantCulture) : null);
    }

    private static int ParseToken(string? token) =>
        token is null ? 0
        : int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index
        : throw new BatchException(BatchErrorCode.InvalidSpec, "The continuation token is not one of this provider's.") { Provider = GoogleProviderName.Value };

    // Values of labels have no quotes; whatever else is asked for finds nothing.
    private static string Label(string key, string value) => $"labels.{key}=\"{value.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
