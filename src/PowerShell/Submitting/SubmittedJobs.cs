using MultiBatch.Jobs;

namespace MultiBatch.PowerShell.Submitting;

/// <summary>The jobs that one cmdlet has submitted: they go on when it is cut short, and whoever cut it short is told how to find them.</summary>
internal sealed class SubmittedJobs
{
    private const int MostShown = 10;

    private readonly object _gate = new();
    private readonly List<JobReference> _references = [];

    public void Add(Job job)
    {
        lock (_gate)
        {
            _references.Add(job.Reference);
        }
    }

    public void Warn(Action<string> warn)
    {
        List<JobReference> references;
        lock (_gate)
        {
            references = [.. _references];
        }

        if (references.Count > 0)
        {
            var shown = string.Join(", ", references.Take(MostShown));
            var rest = references.Count > MostShown ? $" and {references.Count - MostShown} more, which Get-BatchJob lists" : string.Empty;
            warn($"Interrupted; {(references.Count == 1 ? "the submitted job goes on" : $"the {references.Count} submitted jobs go on")}: {shown}{rest}. Wait-BatchJob waits for them, Stop-BatchJob stops them.");
        }
    }
}
