namespace MultiBatch.Diagnosis;

/// <summary>One thing that keeps, or may keep, a job from starting or succeeding.</summary>
public sealed record JobFinding
{
    /// <summary>A stable name, as <c>QueueDisabled</c> or <c>NeedsMoreMemoryThanAnyMachine</c>.</summary>
    public required string Code { get; init; }

    /// <summary>What is wrong, in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>What was seen that shows it.</summary>
    public string? Evidence { get; init; }

    /// <summary>What to do.</summary>
    public string? Fix { get; init; }

    /// <summary>True when this alone keeps the job where it is; false when it is only likely to.</summary>
    public bool IsCertain { get; init; }
}
