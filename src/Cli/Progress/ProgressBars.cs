using System.Globalization;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Output;
using MultiBatch.FrontEnds.Wording;
using MultiBatch.Jobs;
using Spectre.Console;

namespace MultiBatch.Cli.Progress;

/// <summary>A bar a job, redrawn as it changes. More than ten jobs share one bar.</summary>
internal sealed class ProgressBars : ProgressDisplay
{
    private const int MostBars = 10;

    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<JobReference, (int Ended, int Total)> _counts = [];
    private readonly Dictionary<JobReference, ProgressTask> _bars = [];
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly Task _drawn;
    private readonly TaskCompletionSource<ProgressContext> _context = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ProgressTask? _shared;

    public ProgressBars(CliHost host, IReadOnlyList<Job> jobs)
    {
        _time = host.TimeProvider;
        _started = _time.GetTimestamp();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(host.Error),
            ColorSystem = host.Colors ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
        });
        console.Profile.Width = host.Width;
        _drawn = console.Progress()
            .AutoClear(true)
            .HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = Math.Clamp(host.Width - 70, 10, 40) }, new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                Start(context, jobs);
                _context.SetResult(context);
                await _end.Task;
            });
    }

    public override void Report(Job value)
    {
        lock (_gate)
        {
            var key = value.Reference.Parent;
            _counts[key] = Count(value);
            if (_bars.TryGetValue(key, out var bar))
            {
                bar.MaxValue = Math.Max(1, _counts[key].Total);
                bar.Value = _counts[key].Ended;
                bar.Description = Markup.Escape(Describe(value));
            }
            else if (_shared is { } shared)
            {
                var ended = _counts.Values.Sum(count => count.Ended);
                shared.MaxValue = Math.Max(1, _counts.Values.Sum(count => count.Total));
                shared.Value = ended;
                shared.Description = Markup.Escape($"{_counts.Count} jobs: {ended} ended{Rate(ended)}");
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        _end.TrySetResult();
        await _drawn;
    }

    private void Start(ProgressContext context, IReadOnlyList<Job> jobs)
    {
        lock (_gate)
        {
            foreach (var job in jobs)
            {
                _counts[job.Reference.Parent] = Count(job);
                if (jobs.Count <= MostBars)
                {
                    _bars[job.Reference.Parent] = context.AddTask(Markup.Escape(Describe(job)), maxValue: Math.Max(1, Count(job).Total));
                }
            }

            if (jobs.Count > MostBars)
            {
                _shared = context.AddTask($"{jobs.Count} jobs", maxValue: _counts.Values.Sum(count => count.Total));
            }
        }
    }

    private string Describe(Job job)
    {
        var name = job.Name ?? job.Reference.Id;
        var state = job.Children is { } children ? children.ToString() + Rate(children.Terminal) : Words.State(job);
        return $"{(name.Length > 24 ? name[..23] + "…" : name)}  {state}";
    }

    private string Rate(int ended)
    {
        var seconds = _time.GetElapsedTime(_started).TotalSeconds;
        return ended < 10 || seconds < 0.5 ? string.Empty : "  " + (ended / seconds).ToString(ended / seconds < 10 ? "0.0" : "0", CultureInfo.InvariantCulture) + "/s";
    }
}
