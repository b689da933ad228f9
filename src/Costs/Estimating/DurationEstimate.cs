namespace MultiBatch.Costs.Estimating;

/// <summary>How long a task runs, from what tasks like it did.</summary>
public sealed record DurationEstimate
{
    /// <summary>The middle one: half of the tasks were quicker.</summary>
    public required TimeSpan Median { get; init; }

    /// <summary>One task in ten was quicker.</summary>
    public required TimeSpan Low { get; init; }

    /// <summary>One task in ten was slower.</summary>
    public required TimeSpan High { get; init; }

    /// <summary>How many tasks it is from.</summary>
    public required int Samples { get; init; }
}
