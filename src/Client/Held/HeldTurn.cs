using MultiBatch.Jobs;

namespace MultiBatch.Held;

/// <summary>A held job whose turn has come: its record, and how what it waited for ended, as both were at that moment.</summary>
internal sealed class HeldTurn(HeldEntry entry, IReadOnlyDictionary<JobReference, Job?> ends)
{
    public string Id => Entry.Record.SubmissionId;

    public HeldEntry Entry { get; } = entry;

    public IReadOnlyDictionary<JobReference, Job?> Ends { get; } = ends;
}
