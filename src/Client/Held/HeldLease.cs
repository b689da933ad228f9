namespace MultiBatch.Held;

/// <summary>
/// Who is starting a held job at this moment, and until when others keep away. Renewed while the start goes on; once it is over, another
/// client takes the job over and settles what the first one left.
/// </summary>
internal sealed record HeldLease
{
    /// <summary>How long a lease lasts, and others wait for one that died.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    /// <summary>How long after it was taken or renewed a lease is renewed.</summary>
    public static readonly TimeSpan RenewAfter = TimeSpan.FromSeconds(10);

    /// <summary>An id of the supervision, new each time.</summary>
    public required string Owner { get; init; }

    public required DateTimeOffset Until { get; init; }
}
