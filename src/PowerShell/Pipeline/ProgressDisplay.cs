using System.Globalization;
using System.Management.Automation;
using MultiBatch.Jobs;

namespace MultiBatch.PowerShell.Pipeline;

/// <summary>Shows how far jobs are: counts and a rate, at most five times a second.</summary>
internal sealed class ProgressDisplay : IProgress<Job>
{
    private const int MostPerSecond = 5;
    private const int LeastForRate = 10;
    private static int _lastActivity;

    private readonly object _gate = new();
    private readonly Dictionary<JobReference, (int Ended, int Total)> _counts = [];
    private readonly int _activity = Interlocked.Increment(ref _lastActivity);
    private readonly Action<ProgressRecord> _show;
    private readonly TimeProvider _time;
    private readonly long _started;
    private long _shownAt;
    private bool _isShown;

    /// <param name="show">Shows a record; called from any thread.</param>
    /// <param name="time">The clock.</param>
    public ProgressDisplay(Action<ProgressRecord> show, TimeProvider time)
    {
        _show = show;
        _time = time;
        _started = time.GetTimestamp();
    }

    /// <summary>Counts a job that is waited for.</summary>
    public void Add(JobReference reference)
    {
        lock (_gate)
        {
            _counts[reference.Parent == reference ? reference : reference with { Attempt = null }] = (0, 1);
        }
    }

    public void Report(Job value)
    {
        ProgressRecord record;
        lock (_gate)
        {
            _counts[value.Reference with { Attempt = null }] = value.Children is { } children
                ? (children.Terminal, Math.Max(children.Total, value.ArraySize ?? 0))
                : (value.State.IsTerminal() ? 1 : 0, value.ArraySize ?? 1);
            if (_isShown && _time.GetElapsedTime(_shownAt) < TimeSpan.FromSeconds(1.0 / MostPerSecond))
            {
                return;
            }

            _isShown = true;
            _shownAt = _time.GetTimestamp();
            record = Record(value);
        }

        _show(record);
    }

    /// <summary>The record that takes the display away; null when nothing was shown.</summary>
    public ProgressRecord? Completed()
    {
        lock (_gate)
        {
            return _isShown ? new ProgressRecord(_activity, "Waiting for jobs", "done") { RecordType = ProgressRecordType.Completed } : null;
        }
    }

    private ProgressRecord Record(Job last)
    {
        var ended = _counts.Values.Sum(count => count.Ended);
        var total = Math.Max(1, _counts.Values.Sum(count => count.Total));
        var seconds = _time.GetElapsedTime(_started).TotalSeconds;
        var rate = ended >= LeastForRate && seconds >= 0.5 ? $", {(ended / seconds).ToString("0.#", CultureInfo.InvariantCulture)}/s" : string.Empty;
        var jobs = _counts.Count == 1 ? last.Name ?? last.Reference.Id : $"{_counts.Count} jobs";
        return new ProgressRecord(_activity, $"Waiting for {jobs}", $"{ended} of {total} ended{rate}")
        {
            PercentComplete = (int)(100L * ended / total),
            CurrentOperation = $"{last.Name ?? last.Reference.Id}: {last.Children?.ToString() ?? Serialization.EnumText.Format(last.State)}",
        };
    }
}
