using MultiBatch.Cli.Composition;
using MultiBatch.Jobs;

namespace MultiBatch.Cli.Progress;

/// <summary>Shows how far jobs are: bars on a terminal, lines elsewhere, on the error stream.</summary>
internal abstract class ProgressDisplay : IProgress<Job>, IAsyncDisposable
{
    public static ProgressDisplay None { get; } = new Silent();

    public static ProgressDisplay Create(CliHost host, IReadOnlyList<Job> jobs) =>
        host.ErrorIsTerminal ? new ProgressBars(host, jobs) : new ProgressLines(host, jobs);

    public abstract void Report(Job value);

    public abstract ValueTask DisposeAsync();

    /// <summary>Children of an array, or the job itself, that have ended, and how many there are.</summary>
    protected static (int Ended, int Total) Count(Job job) =>
        job.Children is { } children ? (children.Terminal, Math.Max(children.Total, job.ArraySize ?? 0)) : (job.State.IsTerminal() ? 1 : 0, job.ArraySize ?? 1);

    private sealed class Silent : ProgressDisplay
    {
        public override void Report(Job value)
        {
            // Nothing is shown: the output itself is.
        }

        public override ValueTask DisposeAsync() => default;
    }
}
