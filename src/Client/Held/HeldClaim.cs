namespace MultiBatch.Held;

/// <summary>A held job that this client is about to start: its record says so, under a lease of ours.</summary>
internal sealed class HeldClaim(HeldEntry entry, bool mayBeThere)
{
    /// <summary>The record as we know it; newer after each renewal of the lease.</summary>
    public HeldEntry Entry { get; set; } = entry;

    /// <summary>True when an earlier start broke off: its job may be there, and is looked up before anything is sent.</summary>
    public bool MayBeThere { get; } = mayBeThere;

    public string Id => Entry.Record.SubmissionId;
}
