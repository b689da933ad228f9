using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Azure.Scheduling;
using MultiBatch.Emulators.Azure.Wire;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Azure.Rules;

/// <summary>Limits that pools are held to, and what pools look like once they are made.</summary>
internal static partial class PoolRules
{
    public const int LongestFormula = 8192;
    public static readonly TimeSpan LeastInterval = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan LongestInterval = TimeSpan.FromDays(7);
    private static readonly TimeSpan UsualInterval = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestResize = TimeSpan.FromDays(7);

    // Secrets of requests are never shown.
    private static readonly string[] Secrets = ["password", "accountKey", "sasKey", "sshPrivateKey", "protectedSettings"];

    /// <summary>Makes a pool of what was asked for.</summary>
    /// <exception cref="AzureException">Something is outside its limits.</exception>
    public static PoolEntry Make(AzureContext context, string id, JsonObject body)
    {
        var isAutomatic = body.Flag("enableAutoScale") == true;
        Sizes(body, isAutomatic);
        var cores = Cores(body.RequiredText("vmSize"));
        var slots = CommonRules.Number(body, "taskSlotsPerNode", 1, Math.Min(256, (cores ?? 64) * 4)) ?? 1;
        var machine = body.Object("virtualMachineConfiguration") ?? (body.ContainsKey("cloudServiceConfiguration")
            ? throw AzureException.InvalidValue("cloudServiceConfiguration", "", "Pools of cloud services are no longer offered.")
            : throw AzureException.Missing("virtualMachineConfiguration"));
        SupportedImages.Check(machine);
        if (body.Object("startTask") is { } start)
        {
            CommonRules.Variables(start, "environmentSettings");
        }

        foreach (var mount in body.Objects("mountConfiguration"))
        {
            var path = mount.Select(member => member.Value).OfType<JsonObject>().FirstOrDefault()?.Text("relativeMountPath") ?? string.Empty;
            if (path.Length == 0 || path.Split('/').Contains(".."))
            {
                throw AzureException.InvalidValue("relativeMountPath", path, "The path is below the folder of all mounts.");
            }
        }

        var now = context.Now;
        return new PoolEntry
        {
            Id = id,
            Ordinal = context.State.TakeOrdinal(),
            CreatedAt = now,
            Modified = now,
            Spec = Shown(context, body),
            TargetDedicated = (int)(body.Whole("targetDedicatedNodes") ?? 0),
            TargetSpot = (int)(body.Whole("targetLowPriorityNodes") ?? 0),
            SlotsPerNode = slots,
            AutoScale = isAutomatic ? AutoScale(body) : null,
            AutoScaleEnabledAt = isAutomatic ? now : null,
        };
    }

    /// <summary>The terms of automatic scaling in a request; what it leaves out is taken from those in force.</summary>
    /// <exception cref="AzureException">They are outside their limits.</exception>
    public static AutoScaleTerms AutoScale(JsonObject body, AutoScaleTerms? now = null)
    {
        var formula = body.Text("autoScaleFormula") ?? now?.Formula ?? throw AzureException.Missing("autoScaleFormula");
        return formula.Length <= LongestFormula
            ? new AutoScaleTerms
            {
                Formula = formula,
                Interval = CommonRules.Duration(body, "autoScaleEvaluationInterval", LeastInterval, LongestInterval) ?? now?.Interval ?? UsualInterval,
            }
            : throw new AzureException(400, "AutoScaleFormulaTooLong", "The specified autoscale formula is too long.");
    }

    /// <summary>Numbers of nodes in a request.</summary>
    /// <exception cref="AzureException">They are outside their limits.</exception>
    public static void Sizes(JsonObject body, bool isAutomatic)
    {
        CommonRules.Number(body, "targetDedicatedNodes", 0, 100_000);
        CommonRules.Number(body, "targetLowPriorityNodes", 0, 100_000);
        CommonRules.Duration(body, "resizeTimeout", LeastInterval, LongestResize);
        if (isAutomatic && (body.ContainsKey("targetDedicatedNodes") || body.ContainsKey("targetLowPriorityNodes")))
        {
            throw AzureException.InvalidValue("enableAutoScale", "true", "A pool that scales by itself has no target numbers of nodes.");
        }
    }

    /// <summary>What of a request is shown, as it is shown.</summary>
    public static JsonObject Shown(AzureContext context, JsonObject body)
    {
        var spec = body.CopyWithout("id", "targetDedicatedNodes", "targetLowPriorityNodes", "enableAutoScale", "autoScaleFormula", "autoScaleEvaluationInterval");
        Hide(spec);
        Arrange(context, spec);
        spec["resizeTimeout"] ??= "PT15M";
        spec["enableInterNodeCommunication"] ??= false;
        spec["taskSlotsPerNode"] ??= 1;
        if (spec["taskSchedulingPolicy"] is not JsonObject)
        {
            spec["taskSchedulingPolicy"] = new JsonObject { ["nodeFillType"] = context.Echo("spread", "Spread") };
        }

        return spec;
    }

    /// <summary>Puts members of a request as the service shows them.</summary>
    public static void Arrange(AzureContext context, JsonObject spec)
    {
        if (spec.Text("vmSize") is { } size && context.Quirks.IsOn(AzureQuirks.VmSizeLowerCased))
        {
            spec["vmSize"] = size.ToLowerInvariant();
        }

        if (spec.Object("taskSchedulingPolicy") is { } policy && policy.Text("nodeFillType") is { } fill)
        {
            policy["nodeFillType"] = string.Equals(fill, "pack", StringComparison.OrdinalIgnoreCase) ? context.Echo("pack", "Pack") : context.Echo("spread", "Spread");
        }

        if (spec.Object("virtualMachineConfiguration")?.Object("imageReference") is { } image && image.ContainsKey("publisher"))
        {
            image["version"] ??= "latest";
        }

        if (spec.Object("startTask") is { } start)
        {
            start["userIdentity"] ??= TaskRules.UsualUser();
            start["maxTaskRetryCount"] ??= 0;
            start["waitForSuccess"] ??= true;
        }
    }

    /// <summary>How many cores machines of a size have; null when the name does not say.</summary>
    public static int? Cores(string vmSize) =>
        SizeText().Match(vmSize) is { Success: true } match && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var cores) && cores > 0 ? cores : null;

    /// <summary>Takes secrets out of what will be shown.</summary>
    public static void Hide(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var name in Secrets)
            {
                members.Remove(name);
            }

            foreach (var (_, value) in members)
            {
                Hide(value);
            }
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                Hide(item);
            }
        }
    }

    // Sizes of the first two generations number their steps, not their cores.
    [GeneratedRegex(@"^(?:standard|basic)_[a-z]+(\d+)(?!\d)(?:-\d+)?[a-z]*(?:_[a-z0-9]+)*_v[3-9]$", RegexOptions.IgnoreCase)]
    private static partial Regex SizeText();
}
