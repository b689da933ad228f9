namespace MultiBatch.Providers.Azure.Wire.Jobs;

internal sealed record TaskCounts
{
    public int? Active { get; init; }

    public int? Running { get; init; }

    public int? Completed { get; init; }

    public int? Succeeded { get; init; }

    public int? Failed { get; init; }
}
