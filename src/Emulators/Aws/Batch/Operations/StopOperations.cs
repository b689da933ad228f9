using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws.Batch.Model;
using MultiBatch.Emulators.Aws.Batch.Rules;
using MultiBatch.Emulators.Aws.Wire;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Aws.Batch.Operations;

/// <summary>Cancels and terminates jobs, one by one or up to 50 in a call.</summary>
internal sealed class StopOperations
{
    private readonly BatchContext _context;

    public StopOperations(BatchContext context) => _context = context;

    public JsonObject Cancel(JsonObject request) => One(request, _context.Jobs.Cancel);

    public JsonObject Terminate(JsonObject request) => One(request, _context.Jobs.Terminate);

    public JsonObject CancelMany(JsonObject request) => Many(request, _context.Jobs.Cancel);

    public JsonObject TerminateMany(JsonObject request) => Many(request, _context.Jobs.Terminate);

    private JsonObject One(JsonObject request, Action<JobEntry, string> stop)
    {
        var reason = request.RequiredText("reason");
        BatchRules.Reason(reason);
        var id = request.RequiredText("jobId");
        if (_context.State.FindJob(id) is { } job)
        {
            stop(job, reason);
        }
        else if (!_context.Quirks.IsOn(AwsQuirks.StopUnknownSucceeds))
        {
            throw AwsException.OfClient($"Job {id} does not exist.");
        }

        return [];
    }

    private JsonObject Many(JsonObject request, Action<JobEntry, string> stop)
    {
        var reason = request.RequiredText("reason");
        BatchRules.Reason(reason);
        var ids = request.Texts("jobs");
        if (ids.Count is 0 or > BatchRules.MostStopped)
        {
            throw AwsException.OfClient($"Between 1 and {BatchRules.MostStopped} jobs can be named.");
        }

        var done = new JsonArray();
        var errors = new JsonArray();
        foreach (var id in ids)
        {
            var job = _context.State.FindJob(id);
            if (job is null && !_context.Quirks.IsOn(AwsQuirks.BulkStopsReplyOk))
            {
                throw AwsException.OfClient($"Job {id} does not exist.");
            }

            if (id.Length == 0)
            {
                errors.Add(new JsonObject { ["job"] = id, ["code"] = AwsException.Client, ["message"] = "Job id must not be empty." });
                continue;
            }

            if (job is not null)
            {
                stop(job, reason);
            }

            done.Add(id);
        }

        return new JsonObject { ["successful"] = done, ["errors"] = errors };
    }
}
