using MultiBatch.Definitions;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>A page of revisions.</summary>
internal sealed record DefinitionsReply
{
    public required IReadOnlyList<JobDefinition> Items { get; init; }

    public string? ContinuationToken { get; init; }
}
