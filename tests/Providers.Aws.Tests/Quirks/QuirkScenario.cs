namespace MultiBatch.Providers.Aws.Tests.Quirks;

/// <summary>Something the provider does, or shows, that would come out differently if the service had not this peculiarity.</summary>
internal sealed record QuirkScenario
{
    /// <summary>What is observed with the quirk.</summary>
    public required string With { get; init; }

    /// <summary>What is observed without.</summary>
    public required string Without { get; init; }

    public required Func<QuirkBench, Task<string>> Observe { get; init; }

    /// <summary>Quirks that are off both times, as they would hide this one. Default: none.</summary>
    public IReadOnlyList<string> Off { get; init; } = [];
}
