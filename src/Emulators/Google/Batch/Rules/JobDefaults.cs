using System.Globalization;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Google.Batch.Model;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Google.Batch.Rules;

/// <summary>What the service fills in when a job does not say.</summary>
internal static class JobDefaults
{
    public static void Fill(JsonObject job, string id, string region, GoogleState state)
    {
        var group = job.Objects("taskGroups").First();
        var environments = group.List("taskEnvironments")?.Count ?? 0;
        var count = environments > 0 ? environments : Math.Max(1, JobRules.Whole(group, "taskCount"));
        group["taskCount"] = Text(count);
        if (JobRules.Whole(group, "parallelism") == 0)
        {
            group["parallelism"] = Text(group.Text("schedulingPolicy") == "IN_ORDER" ? 1 : Math.Min(count, JobRules.MostParallel));
        }

        var resource = Object(group.Object("taskSpec")!, "computeResource");
        if (!resource.ContainsKey("cpuMilli"))
        {
            resource["cpuMilli"] = Text(JobRules.DefaultCpuMilli);
        }

        if (!resource.ContainsKey("memoryMib"))
        {
            resource["memoryMib"] = Text(JobRules.DefaultMemoryMib);
        }

        var policy = Object(job, "allocationPolicy");
        Object(policy, "labels")["batch-job-id"] = id;
        var location = Object(policy, "location");
        if (location.List("allowedLocations") is not { Count: > 0 })
        {
            location["allowedLocations"] = new JsonArray([JsonValue.Create("regions/" + region), .. Regions.ZonesOf(region).Select(zone => (JsonNode)JsonValue.Create("zones/" + zone))]);
        }

        var account = Object(policy, "serviceAccount");
        if (!account.ContainsKey("email"))
        {
            account["email"] = $"{state.ProjectNumber}-compute@developer.gserviceaccount.com";
        }
    }

    private static JsonObject Object(JsonObject value, string name)
    {
        if (value[name] is JsonObject there)
        {
            return there;
        }

        var made = new JsonObject();
        value[name] = made;
        return made;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
