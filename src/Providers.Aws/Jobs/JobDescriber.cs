using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Jobs;

/// <summary>Describes native jobs, as many in a call as the service takes.</summary>
internal sealed class JobDescriber
{
    private const int MostIds = 100;

    private readonly IAwsBatchWire _wire;

    public JobDescriber(IAwsBatchWire wire) => _wire = wire;

    /// <summary>The jobs there are, by the id asked for.</summary>
    public async Task<Dictionary<string, DescribedJob>> DescribeAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, DescribedJob>(StringComparer.Ordinal);
        foreach (var chunk in ids.Distinct(StringComparer.Ordinal).Chunk(MostIds))
        {
            var reply = await _wire.DescribeJobsAsync(new DescribeJobsRequest { Jobs = chunk }, cancellationToken).ConfigureAwait(false);
            var native = reply.ReadItems("jobs");
            for (var place = 0; place < reply.Jobs?.Count; place++)
            {
                var job = reply.Jobs[place];
                if (job.JobId is { } id)
                {
                    found[id] = new DescribedJob { Detail = job, Native = place < native.Count ? native[place] : null };
                }
            }
        }

        return found;
    }
}
