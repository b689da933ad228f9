namespace MultiBatch.Held;

/// <summary>Whether a held job may start.</summary>
internal sealed record DependencyVerdict
{
    /// <summary>Why it never will; null when it may.</summary>
    public string? RuledOutBecause { get; init; }

    /// <summary>The children that may start; null for the whole job.</summary>
    public IReadOnlyList<int>? Indexes { get; init; }

    /// <summary>The children that never will; null when there are none.</summary>
    public IReadOnlyList<int>? RuledOut { get; init; }
}
