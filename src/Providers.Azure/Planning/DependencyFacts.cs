namespace MultiBatch.Providers.Azure.Planning;

/// <summary>What plans have to know of a job that is waited for.</summary>
internal sealed record DependencyFacts
{
    /// <summary>The Azure job it is in.</summary>
    public required string Generation { get; init; }

    /// <summary>Whether tasks can still be added there.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The number of its children; null for a single job.</summary>
    public int? Size { get; init; }
}
