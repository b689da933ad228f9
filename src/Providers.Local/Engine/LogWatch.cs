using MultiBatch.Providers.Local.Engine.Attempts;
using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Logs;
using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Engine;

/// <summary>Looks at the output of attempts from time to time, and once after their end, and cuts what is too long. Belongs to the loop.</summary>
internal sealed class LogWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly EngineCore _core;
    private readonly AttemptFolders _folders;
    private readonly LogLimiter _limiter;
    private readonly ByteSize _limit;
    private readonly Func<IEnumerable<LiveAttempt>> _running;
    private List<string> _ended = [];

    public LogWatch(EngineCore core, AttemptFolders folders, ByteSize limit, Func<IEnumerable<LiveAttempt>> running)
    {
        _core = core;
        _folders = folders;
        _limiter = new LogLimiter(limit);
        _limit = limit;
        _running = running;
    }

    public void Begin() => _core.Post(LookLater);

    /// <summary>An attempt writes no more.</summary>
    public void AddEnded(string attemptId) => _ended.Add(attemptId);

    private void LookLater() => _core.Deadlines.After(Interval, Look);

    private void Look()
    {
        var attempts = _running().Select(attempt => attempt.Id).Concat(_ended).ToList();
        _ended = [];
        if (attempts.Count == 0 || _core.IsClosing)
        {
            LookLater();
            return;
        }

        _ = Task.Run(() =>
        {
            foreach (var attempt in attempts)
            {
                if (_limiter.Cut(_folders.Locate(attempt)))
                {
                    EngineLog.LogTruncated(_core.Logger, attempt, _limit);
                }
            }

            _core.Post(LookLater);
        });
    }
}
