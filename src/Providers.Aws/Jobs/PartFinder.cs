using System.Globalization;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Jobs;

/// <summary>Finds the native jobs of a submission by their names, which are made from its id.</summary>
internal sealed class PartFinder
{
    private const int PageSize = 100;

    private readonly IAwsBatchWire _wire;

    public PartFinder(IAwsBatchWire wire) => _wire = wire;

    /// <summary>Every native job whose name is, or begins with, a native name of a submission; the oldest first, which is the one that counts.</summary>
    public async Task<List<JobSummary>> FindAsync(string queue, string nativeName, CancellationToken cancellationToken)
    {
        var found = new List<JobSummary>();
        string? token = null;
        do
        {
            var page = await _wire.ListJobsAsync(
                new ListJobsRequest
                {
                    JobQueue = queue,
                    Filters = [new ListFilter { Name = "JOB_NAME", Values = [nativeName + "*"] }],
                    MaxResults = PageSize,
                    NextToken = token,
                },
                cancellationToken).ConfigureAwait(false);
            found.AddRange(page.JobSummaryList ?? []);
            token = string.IsNullOrEmpty(page.NextToken) ? null : page.NextToken;
        }
        while (token is not null);

        // The filter knows no case, and pages may overlap.
        return found
            .Where(job => job.JobId is not null && job.JobName?.StartsWith(nativeName, StringComparison.Ordinal) == true)
            .GroupBy(job => job.JobId!, StringComparer.Ordinal)
            .Select(group => group.First())
            .OrderBy(job => job.CreatedAt ?? long.MaxValue)
            .ThenBy(job => job.JobId, StringComparer.Ordinal)
            .ToList();
    }

    /// <summary>The number of the part a native name is of; null for the name of a job that has none.</summary>
    public static int? PartOf(string nativeName, string jobName)
    {
        var rest = jobName.Substring(nativeName.Length);
        return rest.StartsWith("-p", StringComparison.Ordinal)
            && int.TryParse(rest.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var part)
            ? part
            : null;
    }
}
