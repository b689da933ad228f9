namespace MultiBatch.Providers.Azure.Planning;

/// <summary>How a job is put together: one task, or one for each child. Fixed at the submit.</summary>
internal sealed record JobShape
{
    /// <summary>The number of children; null for a single job.</summary>
    public int? Size { get; init; }

    /// <summary>How many tasks only wait for others.</summary>
    public int Barriers { get; init; }

    public int Tasks => (Size ?? 1) + Barriers;
}
