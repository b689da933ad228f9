using System.Globalization;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws.Batch.Model;
using MultiBatch.Emulators.Aws.Batch.Rules;
using MultiBatch.Emulators.Aws.Wire;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Aws.Batch.Operations;

/// <summary>Job definitions.</summary>
internal sealed class DefinitionOperations
{
    private const int LargestPage = 100;

    private static readonly string[] PropertyKinds = ["containerProperties", "ecsProperties", "eksProperties", "nodeProperties"];

    private readonly BatchContext _context;

    public DefinitionOperations(BatchContext context) => _context = context;

    public JsonObject Register(JsonObject request, int size)
    {
        var name = request.RequiredText("jobDefinitionName");
        BatchRules.Name("jobDefinitionName", name);
        if (size > BatchRules.LargestDefinition)
        {
            throw AwsException.OfClient($"Job definition exceeds the limit of {BatchRules.LargestDefinition} bytes.");
        }

        BatchRules.Retry(request.Object("retryStrategy"));
        BatchRules.Timeout(request.Object("timeout"));
        BatchRules.Between("schedulingPriority", request.Whole("schedulingPriority"), 0, 9999);
        CheckProperties(request);
        var revisions = _context.State.Definitions.TryGetValue(name, out var known) ? known : _context.State.Definitions[name] = [];
        var revision = revisions.Count > 0 ? revisions[^1].Revision + 1 : 1;
        var definition = new DefinitionEntry
        {
            Name = name,
            Revision = revision,
            Arn = _context.State.ArnOf("job-definition", $"{name}:{revision.ToString(CultureInfo.InvariantCulture)}"),
            Spec = request.CopyWithout("tags", "jobDefinitionName"),
            Tags = BatchRules.Tags(request),
        };
        revisions.Add(definition);
        return new JsonObject { ["jobDefinitionName"] = name, ["jobDefinitionArn"] = definition.Arn, ["revision"] = revision };
    }

    public JsonObject Deregister(JsonObject request)
    {
        var reference = request.RequiredText("jobDefinition");
        if (reference.LastIndexOf(':') <= reference.LastIndexOf('/'))
        {
            throw AwsException.OfClient("jobDefinition must be name:revision or an ARN with a revision.");
        }

        var definition = _context.State.FindDefinition(reference, activeOnly: false) ?? throw AwsException.OfClient($"Job definition {reference} does not exist");
        definition.IsActive = false;
        return [];
    }

    public JsonObject Describe(JsonObject request)
    {
        var references = request.Texts("jobDefinitions");
        var status = request.Text("status");
        IEnumerable<DefinitionEntry> all = references.Count > 0
            ? references.SelectMany(Named)
            : request.Text("jobDefinitionName") is { } name ? _context.State.Definitions.GetValueOrDefault(name) ?? [] : _context.State.Definitions.Values.SelectMany(revisions => revisions);
        var (page, next) = PageToken.Cut(request, all.Where(definition => status is null || status == StatusOf(definition)).Distinct().ToList(), LargestPage);
        var reply = new JsonObject { ["jobDefinitions"] = new JsonArray([.. page.Select(definition => (JsonNode)Show(definition))]) };
        reply.Put("nextToken", next);
        return reply;
    }

    // A bare name means every revision of it, newest first.
    private IEnumerable<DefinitionEntry> Named(string reference) =>
        _context.State.Definitions.TryGetValue(reference, out var revisions) ? Enumerable.Reverse(revisions)
        : _context.State.FindDefinition(reference, activeOnly: false) is { } definition ? [definition] : [];

    private static string StatusOf(DefinitionEntry definition) => definition.IsActive ? "ACTIVE" : "INACTIVE";

    private static JsonObject Show(DefinitionEntry definition)
    {
        var item = new JsonObject
        {
            ["jobDefinitionName"] = definition.Name,
            ["jobDefinitionArn"] = definition.Arn,
            ["revision"] = definition.Revision,
            ["status"] = StatusOf(definition),
            ["tags"] = definition.Tags.ToJson(),
            ["containerOrchestrationType"] = "ECS",
        };
        foreach (var (member, value) in definition.Spec)
        {
            item[member] = value.Copy();
        }

        return item;
    }

    private static void CheckProperties(JsonObject request)
    {
        var kinds = PropertyKinds.Where(kind => request[kind] is not null).ToList();
        var isMultiNode = request.RequiredText("type") == "multinode";
        if (kinds.Count != 1 || isMultiNode != (kinds[0] == "nodeProperties"))
        {
            throw AwsException.OfClient(isMultiNode ? "A multinode job definition has nodeProperties alone." : "A container job definition has one of containerProperties, ecsProperties and eksProperties.");
        }

        if (request.Object("containerProperties") is { } container)
        {
            ContainerRules.Check(container, request.Texts("platformCapabilities").Contains("FARGATE"));
        }
    }
}
