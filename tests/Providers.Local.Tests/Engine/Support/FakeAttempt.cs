using MultiBatch.Providers.Local.Processes;

namespace MultiBatch.Providers.Local.Tests.Engine.Support;

/// <summary>An attempt that a test leads.</summary>
internal sealed class FakeAttempt : IRunningAttempt
{
    private readonly TaskCompletionSource<ExitReport> _exit = new();
    private readonly TaskCompletionSource _terminated = new();
    private readonly TaskCompletionSource _killed = new();
    private readonly LaunchRequest _request;

    public FakeAttempt(LaunchRequest request, int processId)
    {
        _request = request;
        ProcessId = processId;
    }

    /// <summary>What the job calls itself: its first argument.</summary>
    public string Name => _request.Command.Arguments[0];

    public string? Variable(string name) => _request.Environment.FirstOrDefault(variable => variable.Key == name).Value;

    public string AttemptId => _request.Paths.AttemptId;

    public int ProcessId { get; }

    public Task<ExitReport> Exit => _exit.Task;

    /// <summary>Completes when the attempt is asked to end.</summary>
    public Task Terminated => _terminated.Task.WaitAsync(EngineHarness.Patience);

    /// <summary>Completes when the attempt is killed.</summary>
    public Task Killed => _killed.Task.WaitAsync(EngineHarness.Patience);

    public bool IsKilled => _killed.Task.IsCompleted;

    public ProcessIdentity? FindIdentity() => new(ProcessId, 1, "boot");

    public bool Terminate()
    {
        _terminated.TrySetResult();
        return true;
    }

    public void Kill() => _killed.TrySetResult();

    /// <summary>Ends with an exit code.</summary>
    public void End(int code = 0) => End(ExitReport.FromCode(code, outOfMemory: false, DateTimeOffset.UtcNow));

    public void End(ExitReport report)
    {
        _request.OnExit?.Invoke(report);
        _exit.TrySetResult(report);
    }
}
