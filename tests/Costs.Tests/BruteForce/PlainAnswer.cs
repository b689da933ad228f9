namespace MultiBatch.Costs.Tests.BruteForce;

/// <summary>One offer with its cost, as the brute force sees it.</summary>
internal sealed record PlainAnswer
{
    public required PlainRow Row { get; init; }

    public required string Purchase { get; init; }

    public required decimal Price { get; init; }

    /// <summary>Dollars an hour times the seconds of all machines.</summary>
    public required decimal Cost { get; init; }

    public required int TasksPerMachine { get; init; }

    public required int Machines { get; init; }

    public required int Waves { get; init; }
}
