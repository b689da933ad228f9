using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Output;
using MultiBatch.FrontEnds.Wording;
using MultiBatch.Jobs;

namespace MultiBatch.Cli.Progress;

/// <summary>
/// A line when a job changes. Of an array at most one line a tenth of its children, so that ten thousand of them fill no log.
/// </summary>
internal sealed class ProgressLines : ProgressDisplay
{
    private readonly CliHost _host;
    private readonly Dictionary<JobReference, Shown> _shown = [];
    private readonly Lock _gate = new();
    private readonly long _started;

    public ProgressLines(CliHost host, IReadOnlyList<Job> jobs)
    {
        _host = host;
        _started = host.TimeProvider.GetTimestamp();
        foreach (var job in jobs)
        {
            _shown[job.Reference.Parent] = new Shown(job.State, 0);
        }
    }

    public override void Report(Job value)
    {
        lock (_gate)
        {
            var (ended, total) = Count(value);
            var tenth = total == 0 ? 0 : ended * 10 / total;
            var now = new Shown(value.State, tenth);
            if (_shown.TryGetValue(value.Reference.Parent, out var before) && before == now)
            {
                return;
            }

            _shown[value.Reference.Parent] = now;
            var counts = value.Children is { } children ? $" ({children})" : string.Empty;
            _host.Error.WriteLine($"{Words.Span(_host.TimeProvider.GetElapsedTime(_started))} {value.Name ?? value.Reference.ToString()}: {Words.State(value)}{counts}");
        }
    }

    public override ValueTask DisposeAsync() => default;

    private readonly record struct Shown(JobState State, int Tenth);
}
