using System.Globalization;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Azure.Wire;

namespace MultiBatch.Emulators.Azure.Autoscale;

/// <summary>What a formula says.</summary>
internal sealed record AutoScaleResult
{
    public required DateTimeOffset Time { get; init; }

    public int Dedicated { get; init; }

    public int Spot { get; init; }

    public DeallocationOption Option { get; init; }

    /// <summary>What is wrong with the formula; null when nothing is.</summary>
    public string? Error { get; init; }

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["timestamp"] = WireText.Time(Time),
            ["results"] = string.Create(CultureInfo.InvariantCulture, $"$TargetDedicatedNodes={Dedicated};$TargetLowPriorityNodes={Spot};$NodeDeallocationOption={WireText.Word(Option)}"),
        };
        if (Error is not null)
        {
            json["error"] = new JsonObject
            {
                ["code"] = "AutoScalingFormulaEvaluationError",
                ["message"] = "The specified auto-scaling formula has evaluation error",
                ["values"] = new JsonArray(new JsonObject { ["name"] = "Message", ["value"] = Error }),
            };
        }

        return json;
    }
}
