using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MultiBatch.Providers.Google.Tests.Wire.Support;

/// <summary>
/// Proto-JSON in one form: members in the order of their names, enums by name, defaults left out. Two clients may write the same message in many ways.
/// </summary>
internal static class CanonicalJson
{
    private static readonly string[] JobStates =
        ["STATE_UNSPECIFIED", "QUEUED", "SCHEDULED", "RUNNING", "SUCCEEDED", "FAILED", "DELETION_IN_PROGRESS", "CANCELLATION_IN_PROGRESS", "CANCELLED"];

    // The names of enum members by the member that holds them, in the order of their numbers.
    private static readonly Dictionary<string, string[]> Enums = new(StringComparer.Ordinal)
    {
        ["destination"] = ["DESTINATION_UNSPECIFIED", "CLOUD_LOGGING", "PATH"],
        ["action"] = ["ACTION_UNSPECIFIED", "RETRY_TASK", "FAIL_TASK"],
        ["provisioningModel"] = ["PROVISIONING_MODEL_UNSPECIFIED", "STANDARD", "SPOT", "PREEMPTIBLE"],
        ["schedulingPolicy"] = ["SCHEDULING_POLICY_UNSPECIFIED", "AS_SOON_AS_POSSIBLE", "IN_ORDER"],
        ["type"] = ["TYPE_UNSPECIFIED", "JOB_STATE_CHANGED", "TASK_STATE_CHANGED"],
        ["newJobState"] = JobStates,
        ["newTaskState"] = ["STATE_UNSPECIFIED", "PENDING", "ASSIGNED", "RUNNING", "FAILED", "SUCCEEDED", "UNEXECUTED"],
        ["items"] = ["TYPE_UNSPECIFIED", "SUCCEEDED", "FAILED", "FINISHED"],
    };

    private static readonly string[] Maps = ["labels", "variables", "secretVariables", "environments"];

    /// <summary>The canonical text; null for a message of defaults only.</summary>
    public static string? Write(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return Canonical(JsonNode.Parse(text), string.Empty, string.Empty)?.ToJsonString();
    }

    private static JsonNode? Canonical(JsonNode? node, string member, string parent)
    {
        switch (node)
        {
            case JsonObject members:
                var sorted = new JsonObject();
                foreach (var pair in members.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    var value = Canonical(pair.Value, member == "items" ? "items" : pair.Key, member);

                    // In a map every entry counts, empty text too.
                    if (value is not null && !(Maps.Contains(member) is false && IsDefault(value)))
                    {
                        sorted.Add(pair.Key, value);
                    }
                }

                return sorted;
            case JsonArray items:
                return items.Count == 0 ? null : new JsonArray([.. items.Select(item => Canonical(item, member, parent))]);
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number && Enums.TryGetValue(member, out var names) && value.GetValue<double>() < names.Length:
                return JsonValue.Create(names[(int)value.GetValue<double>()]);
            case null:
                return null;
            default:
                return node.DeepClone();
        }
    }

    private static bool IsDefault(JsonNode node) => node switch
    {
        JsonObject members => members.Count == 0,
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.False => true,
            JsonValueKind.Number => value.ToJsonString() == 0.ToString(CultureInfo.InvariantCulture),
            JsonValueKind.String => value.GetValue<string>() is "" or "0" || value.GetValue<string>().EndsWith("_UNSPECIFIED", StringComparison.Ordinal),
            _ => false,
        },
        _ => false,
    };
}
