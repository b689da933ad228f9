using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MultiBatch.Emulators.Aws.Batch.Model;
using MultiBatch.Emulators.Aws.Batch.Rules;
using MultiBatch.Emulators.Aws.Batch.Scheduling;
using MultiBatch.Emulators.Aws.Wire;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Aws.Batch.Operations;

/// <summary>Puts a definition and the overrides of a submit together.</summary>
internal sealed partial class TermsReader
{
    private const string DefaultLogGroup = "/aws/batch/job";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public JobTerms Read(JsonObject request, DefinitionEntry definition)
    {
        var spec = definition.Spec;
        if (spec.Object("containerProperties") is not { } properties || request.Object("ecsPropertiesOverride") is not null || request.Object("nodeOverrides") is not null)
        {
            throw AwsException.OfClient("The emulator runs jobs of containerProperties only; not those of ecsProperties and nodeProperties.");
        }

        var overrides = request.Object("containerOverrides");
        var container = properties.CopyWithout("vcpus", "memory", "command", "environment", "resourceRequirements");
        var parameters = spec.Pairs("parameters");
        foreach (var (name, value) in request.Pairs("parameters"))
        {
            parameters[name] = value;
        }

        var command = (overrides?.List("command") is { Count: > 0 } ? overrides.Texts("command") : properties.Texts("command")).Select(item => Fill(item, parameters)).ToList();
        BatchRules.Environment(overrides?.Objects("environment") ?? []);
        var environment = Merge(properties.Objects("environment"), overrides?.Objects("environment") ?? [], "name");
        var needs = ContainerRules.Requirements(properties);
        foreach (var (type, value) in ContainerRules.Requirements(overrides ?? []))
        {
            needs[type] = value;
        }

        var isFargate = spec.Texts("platformCapabilities").Contains("FARGATE");
        if (isFargate)
        {
            ContainerRules.CheckFargateSize(needs["VCPU"], needs["MEMORY"]);
        }

        var retry = request.Object("retryStrategy") ?? spec.Object("retryStrategy");
        BatchRules.Retry(request.Object("retryStrategy"));
        var timeout = request.Object("timeout") ?? spec.Object("timeout");
        BatchRules.Timeout(request.Object("timeout"));
        container["command"] = new JsonArray([.. command.Select(item => (JsonNode)JsonValue.Create(item))]);
        container["environment"] = new JsonArray([.. environment.Select(variable => variable.DeepClone())]);
        container["resourceRequirements"] = new JsonArray([.. needs.Select(need =>
            (JsonNode)new JsonObject { ["value"] = need.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), ["type"] = need.Key })]);
        foreach (var list in new[] { "volumes", "mountPoints", "ulimits", "secrets" })
        {
            container[list] ??= new JsonArray();
        }

        container.Put("instanceType", overrides?["instanceType"].Copy());
        var log = container.Object("logConfiguration")?.Pairs("options");
        return new JobTerms
        {
            Definition = definition,
            Container = container,
            Command = command,
            VCpus = needs["VCPU"],
            MemoryMiB = needs["MEMORY"],
            Gpus = (int)needs.GetValueOrDefault("GPU"),
            Retry = RetryDecision.Read(retry),
            Timeout = timeout?.Whole("attemptDurationSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Parameters = parameters,
            Tags = BatchRules.Tags(request),
            DependsOn = (JsonArray?)request["dependsOn"].Copy(),
            Share = request.Text("shareIdentifier"),
            Priority = (int)(request.Whole("schedulingPriorityOverride") ?? spec.Whole("schedulingPriority") ?? 0),
            PropagateTags = request.Flag("propagateTags") ?? spec.Flag("propagateTags"),
            IsFargate = isFargate,
            OverridesLength = overrides?.ToJsonString(Plain).Length ?? 0,
            LogGroup = log?.GetValueOrDefault("awslogs-group") ?? DefaultLogGroup,
            LogPrefix = log?.GetValueOrDefault("awslogs-stream-prefix") ?? definition.Name,
        };
    }

    private static string Fill(string text, Dictionary<string, string> parameters) =>
        Placeholder().Replace(text, match => parameters.GetValueOrDefault(match.Groups[1].Value) ?? match.Value);

    private static List<JsonObject> Merge(IEnumerable<JsonObject> first, IEnumerable<JsonObject> second, string key)
    {
        var merged = new List<JsonObject>();
        foreach (var item in first.Concat(second))
        {
            merged.RemoveAll(other => other.Text(key) == item.Text(key));
            merged.Add(item);
        }

        return merged;
    }

    [GeneratedRegex("Ref::([A-Za-z0-9_-]+)")]
    private static partial Regex Placeholder();
}
