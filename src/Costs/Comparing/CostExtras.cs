namespace MultiBatch.Costs.Comparing;

/// <summary>What is paid beside machines. Each has a line of its own in a row.</summary>
public sealed record CostExtras
{
    /// <summary>Network disk of each machine. Default: none.</summary>
    public ByteSize DiskPerMachine { get; init; }

    /// <summary>True when each machine has a public IPv4 address. Default: false.</summary>
    public bool PublicAddress { get; init; }

    /// <summary>What each task sends to the internet. Default: nothing.</summary>
    public ByteSize EgressPerTask { get; init; }

    /// <summary>What each task logs. Default: nothing.</summary>
    public ByteSize LogsPerTask { get; init; }
}
