namespace MultiBatch.Diagnosis;

/// <summary>A quota of the account.</summary>
public sealed record ServiceQuota
{
    /// <summary>The name, as the service has it.</summary>
    public required string Name { get; init; }

    /// <summary>The limit.</summary>
    public required double Limit { get; init; }

    /// <summary>How much is used; null when the service does not say.</summary>
    public double? Used { get; init; }

    /// <summary>What is counted, as <c>vCPU</c> or <c>jobs</c>.</summary>
    public string? Unit { get; init; }
}
