namespace MultiBatch.Emulators.Aws.Batch.Model;

/// <summary>The order in which the jobs of a queue start: by scheduling priority, then first come.</summary>
internal sealed class JobOrder : IComparer<JobEntry>
{
    public static JobOrder Instance { get; } = new();

    public int Compare(JobEntry? x, JobEntry? y)
    {
        var order = y!.Terms.Priority.CompareTo(x!.Terms.Priority);
        order = order != 0 ? order : x.Ordinal.CompareTo(y.Ordinal);
        return order != 0 ? order : (x.Index ?? -1).CompareTo(y.Index ?? -1);
    }
}
