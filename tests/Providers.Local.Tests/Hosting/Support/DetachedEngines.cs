using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;
using MultiBatch.Providers.Local.Hosting;
using MultiBatch.Providers.Local.Hosting.Addresses;
using MultiBatch.Providers.Local.Hosting.Starting;
using MultiBatch.Providers.Local.Tests.ChildProcesses;

namespace MultiBatch.Providers.Local.Tests.Hosting.Support;

/// <summary>Starts real engine processes in a folder, and ends those that are left.</summary>
internal sealed class DetachedEngines : IDisposable
{
    public TestFolder Folder { get; } = new();

    /// <summary>Every process that was started.</summary>
    public ConcurrentQueue<IDetachedProcess> Started { get; } = new();

    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    public string[] Traits { get; set; } = [];

    /// <summary>Another command line than that of the test engine.</summary>
    public Func<IReadOnlyList<string>, IReadOnlyList<string>?>? Command { get; init; }

    /// <summary>A starter without anything to watch or to tidy up.</summary>
    public static DetachedEngine Starter(StateDirectory state) => new(
        state,
        new StarterOptions
        {
            Command = arguments => CommandLine([], arguments),
            Arguments = EngineArguments.Write(new LocalBatchOptions { IdleTimeout = TimeSpan.FromMinutes(5) }, state.Path),
            StartTimeout = TimeSpan.FromSeconds(60),
        },
        DetachedProcess.Start,
        TimeProvider.System);

    public static void Signal(int processId, int signal) => Assert.Equal(0, Kill(processId, signal));

    public LocalEngineSource Source() => new(
        new SourceOptions { StateDirectory = Folder.Path, Mode = HostMode.Detached },
        (_, _) => throw new InvalidOperationException("Not in this process."),
        Create,
        TimeProvider.System,
        NullLogger.Instance);

    public DetachedEngine Create() => Create(Folder.State);

    public string Log() => File.Exists(Folder.State.LogFile) ? File.ReadAllText(Folder.State.LogFile) : string.Empty;

    public void Dispose()
    {
        foreach (var process in Started.Where(process => !process.Exited.IsCompleted))
        {
            Process.GetProcessById(process.Id).Kill();
        }

        Task.WaitAll(Started.Select(process => process.Exited).ToArray<Task>(), TimeSpan.FromSeconds(60));
        Folder.Dispose();
    }

    private static IReadOnlyList<string> CommandLine(string[] traits, IReadOnlyList<string> arguments) =>
        [ChildProcess.DotnetPath, "exec", typeof(ChildProgram).Assembly.Location, FakeEngineRole.Name, .. traits, .. arguments];

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int processId, int signal);

    private DetachedEngine Create(StateDirectory state) => new(
        state,
        new StarterOptions
        {
            Command = Command ?? (arguments => CommandLine(Traits, arguments)),
            Arguments = EngineArguments.Write(new LocalBatchOptions { IdleTimeout = IdleTimeout }, state.Path),
            StartTimeout = StartTimeout,
        },
        (command, folder) =>
        {
            var process = DetachedProcess.Start(command, folder);
            Started.Enqueue(process);
            return process;
        },
        TimeProvider.System);
}
