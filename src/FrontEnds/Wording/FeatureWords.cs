using MultiBatch.Capabilities;

namespace MultiBatch.FrontEnds.Wording;

/// <summary>How features of providers read.</summary>
internal static class FeatureWords
{
    /// <summary>A feature in words: <c>dependency on any end</c>.</summary>
    public static string Name(BatchFeature feature) =>
        string.Concat(feature.ToString().Select((letter, index) => char.IsUpper(letter) && index > 0 ? " " + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString()));

    public static string Level(SupportLevel level) => level switch
    {
        SupportLevel.Native => "yes",
        SupportLevel.EmulatedDurable => "emulated",
        SupportLevel.EmulatedWhileClientRuns => "while a client runs",
        _ => "-",
    };
}
