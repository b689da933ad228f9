namespace MultiBatch.Providers.Azure.Mapping;

/// <summary>A task's standing, with what decided it.</summary>
internal sealed record Standing
{
    public static Standing Free { get; } = new() { Kind = TaskStanding.Free };

    public static Standing Waiting { get; } = new() { Kind = TaskStanding.Waiting };

    public required TaskStanding Kind { get; init; }

    /// <summary>The id of the task that rules it out, or that is waited for.</summary>
    public string? Because { get; init; }

    /// <summary>When that became certain.</summary>
    public DateTimeOffset? Since { get; init; }
}
