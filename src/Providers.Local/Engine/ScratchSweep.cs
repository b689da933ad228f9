using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Attempts;
using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Engine.State;
using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Engine;

/// <summary>Brings the folders of attempts to what they should be when an engine begins: orphans go, and scratch that was not come to.</summary>
internal sealed class ScratchSweep
{
    private const int AtATime = 1000;

    private readonly EngineLoop _loop;
    private readonly EngineState _state;
    private readonly AttemptRunner _runner;
    private readonly AttemptFolders _folders;
    private readonly ScratchCleaner _cleaner;
    private readonly bool _keepsFailed;

    public ScratchSweep(EngineLoop loop, EngineState state, AttemptRunner runner, AttemptFolders folders, ScratchCleaner cleaner, bool keepsFailed)
    {
        _loop = loop;
        _state = state;
        _runner = runner;
        _folders = folders;
        _cleaner = cleaner;
        _keepsFailed = keepsFailed;
    }

    public async Task RunAsync()
    {
        try
        {
            // Decided on the loop, and only of folders that were there before: an attempt's id is never used again, so a decision stands.
            var decisions = new Dictionary<string, Retention>(StringComparer.Ordinal);
            var ids = _folders.List().ToList();
            for (var first = 0; first < ids.Count; first += AtATime)
            {
                var chunk = ids.GetRange(first, Math.Min(AtATime, ids.Count - first));
                var retentions = await _loop.AskAsync(() => chunk.ConvertAll(Decide), CancellationToken.None).ConfigureAwait(false);
                for (var place = 0; place < chunk.Count; place++)
                {
                    decisions[chunk[place]] = retentions[place];
                }
            }

            _cleaner.Sweep(id => decisions.TryGetValue(id, out var retention) ? retention : Retention.Everything);
        }
        catch (BatchException)
        {
            // The engine ends already; the next one sweeps.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Nothing depends on it but disk space.
        }
    }

    private Retention Decide(string id)
    {
        if (!AttemptIds.TryParse(id, out var key, out var index, out var launch))
        {
            return Retention.Nothing;
        }

        if (_state.Jobs.FindPacked(key) is { } end && (!_keepsFailed || end == JobState.Succeeded))
        {
            return Retention.Logs;
        }

        if (_state.Jobs.Peek(key) is not { } job || index >= job.Tasks.Length)
        {
            return Retention.Nothing;
        }

        ref var task = ref job.Tasks[index];
        var isLatest = launch == task.Launches;
        if (isLatest && (task.IsPlanned || _runner.Find(job, index) is not null))
        {
            return Retention.Everything;
        }

        return _keepsFailed && !(isLatest && task.State == JobState.Succeeded) ? Retention.Everything : Retention.Logs;
    }
}
