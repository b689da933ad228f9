using MultiBatch.Jobs;

namespace MultiBatch.TestSupport.InMemory.Reading;

/// <summary>Shows a job, for some reads, as it was before its latest change. Not thread-safe.</summary>
internal sealed class StaleViews(int staleReads)
{
    private readonly Dictionary<string, (int Version, Job Shown, int Left)> _seen = new(StringComparer.Ordinal);

    /// <summary>Remembers a job as it is now: what the next reads show.</summary>
    public void Note(string key, int version, Func<Job> build)
    {
        if (staleReads > 0)
        {
            _seen[key] = (version, build(), staleReads);
        }
    }

    public Job Show(string key, int version, Func<Job> build)
    {
        if (_seen.TryGetValue(key, out var seen) && seen.Version != version && seen.Left > 0)
        {
            _seen[key] = seen with { Left = seen.Left - 1 };
            return seen.Shown;
        }

        Note(key, version, build);
        return build();
    }
}
