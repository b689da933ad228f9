using System.Text.Json;
using System.Text.Json.Serialization;

namespace MultiBatch.Emulators.Faults;

/// <summary>Rules by which things go wrong. The same plan and the same calls, in the same order, give the same faults.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FaultPlan
{
    /// <summary>The seed of all chance. Default: 0.</summary>
    public long Seed { get; init; }

    /// <summary>The rules. Of those that end a request the first that happens counts. Default: none.</summary>
    public IReadOnlyList<FaultRule> Rules { get => field ?? []; init; }

    /// <summary>
    /// Reads a plan: <c>{"seed":7,"rules":[{"kind":"resetAfter","operation":"SubmitJob","probability":0.2,"count":5}]}</c>. Durations are texts
    /// as <c>250ms</c>.
    /// </summary>
    /// <exception cref="FormatException">The text is no plan; the message says where.</exception>
    public static FaultPlan Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, FaultJson.Default.FaultPlan) ?? throw new FormatException("A fault plan is an object, not null.");
        }
        catch (JsonException error)
        {
            throw new FormatException("This is not a fault plan: " + error.Message, error);
        }
    }

    /// <summary>The plan as JSON; <see cref="Parse"/> reads it back.</summary>
    public override string ToString() => JsonSerializer.Serialize(this, FaultJson.Default.FaultPlan);
}
