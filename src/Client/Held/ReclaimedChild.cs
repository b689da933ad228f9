namespace MultiBatch.Held;

/// <summary>A child whose machine was taken back, and that goes on elsewhere.</summary>
internal sealed record ReclaimedChild
{
    /// <summary>Its index in the held job.</summary>
    public required int Index { get; init; }

    /// <summary>The attempts it has made in all segments.</summary>
    public required int Attempts { get; init; }

    /// <summary>The attempts it has made in the segment that has ended.</summary>
    public required int AttemptsHere { get; init; }
}
