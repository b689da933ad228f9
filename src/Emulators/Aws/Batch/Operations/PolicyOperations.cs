using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws.Batch.Model;
using MultiBatch.Emulators.Aws.Batch.Rules;
using MultiBatch.Emulators.Aws.Wire;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Aws.Batch.Operations;

/// <summary>Scheduling policies.</summary>
internal sealed class PolicyOperations
{
    private readonly BatchContext _context;

    public PolicyOperations(BatchContext context) => _context = context;

    public JsonObject Create(JsonObject request)
    {
        var name = request.RequiredText("name");
        BatchRules.Name("name", name);
        CheckShares(request.Object("fairsharePolicy"));
        var policy = new PolicyEntry
        {
            Name = name,
            Arn = _context.State.ArnOf("scheduling-policy", name),
            Tags = BatchRules.Tags(request),
            FairShare = (JsonObject?)request["fairsharePolicy"].Copy(),
        };
        return _context.State.Policies.TryAdd(name, policy)
            ? new JsonObject { ["name"] = name, ["arn"] = policy.Arn }
            : throw _context.AlreadyExists();
    }

    public JsonObject Update(JsonObject request)
    {
        var policy = Get(request.RequiredText("arn"));
        CheckShares(request.Object("fairsharePolicy"));
        policy.FairShare = (JsonObject?)request["fairsharePolicy"].Copy() ?? policy.FairShare;
        return [];
    }

    public JsonObject Delete(JsonObject request)
    {
        var policy = Get(request.RequiredText("arn"));
        if (_context.State.Queues.Values.Any(queue => queue.PolicyArn == policy.Arn))
        {
            throw AwsException.OfClient("Cannot delete, the scheduling policy is used by a job queue");
        }

        _context.State.Policies.Remove(policy.Name);
        return [];
    }

    public JsonObject Describe(JsonObject request) => new()
    {
        ["schedulingPolicies"] = new JsonArray([.. request.Texts("arns")
            .Select(arn => _context.State.Policies.Values.FirstOrDefault(policy => policy.Arn == arn))
            .OfType<PolicyEntry>()
            .Select(policy =>
            {
                var item = new JsonObject { ["name"] = policy.Name, ["arn"] = policy.Arn, ["tags"] = policy.Tags.ToJson() };
                item.Put("fairsharePolicy", policy.FairShare.Copy());
                return (JsonNode)item;
            })]),
    };

    public JsonObject List(JsonObject request)
    {
        var (page, next) = PageToken.Cut(request, _context.State.Policies.Values.ToList(), 100);
        var reply = new JsonObject { ["schedulingPolicies"] = new JsonArray([.. page.Select(policy => (JsonNode)new JsonObject { ["arn"] = policy.Arn })]) };
        reply.Put("nextToken", next);
        return reply;
    }

    private PolicyEntry Get(string arn) =>
        _context.State.Policies.Values.FirstOrDefault(policy => policy.Arn == arn) ?? throw AwsException.OfClient($"Scheduling policy {arn} does not exist");

    private static void CheckShares(JsonObject? shares)
    {
        BatchRules.Between("computeReservation", shares?.Whole("computeReservation"), 0, 99);
        BatchRules.Between("shareDecaySeconds", shares?.Whole("shareDecaySeconds"), 0, 604_800);
        if (shares?.Objects("shareDistribution").Count() > 500)
        {
            throw AwsException.OfClient("shareDistribution can have at most 500 share identifiers.");
        }
    }
}
