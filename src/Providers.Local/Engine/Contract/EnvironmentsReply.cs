using MultiBatch.Environments;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>A page of environments.</summary>
internal sealed record EnvironmentsReply
{
    public required IReadOnlyList<ComputeEnvironment> Items { get; init; }

    public string? ContinuationToken { get; init; }
}
