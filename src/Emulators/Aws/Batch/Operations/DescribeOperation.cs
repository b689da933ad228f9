using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws.Batch.Model;
using MultiBatch.Emulators.Aws.Batch.Rules;
using MultiBatch.Emulators.Aws.Wire;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Aws.Batch.Operations;

/// <summary>Describes jobs by id.</summary>
internal sealed class DescribeOperation
{
    private readonly BatchContext _context;

    public DescribeOperation(BatchContext context) => _context = context;

    public JsonObject Describe(JsonObject request, TimeSpan? stale)
    {
        var ids = request.Texts("jobs");
        if (ids.Count > BatchRules.MostDescribed)
        {
            throw AwsException.OfClient($"Maximum number of jobs supported is {BatchRules.MostDescribed}");
        }

        var items = new JsonArray();
        foreach (var id in ids.Distinct())
        {
            var job = _context.State.FindJob(id);
            if (job is null && !_context.Quirks.IsOn(AwsQuirks.DescribeSkipsUnknown))
            {
                throw AwsException.OfClient($"Job {id} does not exist.");
            }

            var seen = stale is { } age ? job?.StatusAt(_context.Clock.Now - age) : job?.Status;
            if (job is not null && seen is { } status)
            {
                items.Add(JobText.Detail(_context, job, status));
            }
        }

        return new JsonObject { ["jobs"] = items };
    }
}
