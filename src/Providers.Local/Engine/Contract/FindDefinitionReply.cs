using MultiBatch.Definitions;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>What a look-up found.</summary>
internal sealed record FindDefinitionReply
{
    /// <summary>The revision; null when there is none.</summary>
    public JobDefinition? Definition { get; init; }
}
