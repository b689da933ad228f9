using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Hosting.Addresses;
using MultiBatch.Providers.Local.Hosting.Client;
using MultiBatch.Providers.Local.Tests.ChildProcesses;
using MultiBatch.Providers.Local.Tests.Hosting.Support;
using MultiBatch.Providers.Local.Tests.Processes.Support;

namespace MultiBatch.Providers.Local.Tests.Engine.Support;

/// <summary>A state folder with the real detached engine, as shells meet it.</summary>
internal sealed class LiveEngine : IAsyncDisposable
{
    private const int SignalKill = 9;

    public LiveEngine() => State = PathOf("state");

    /// <summary>Removed in the end.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("mb-live-").FullName;

    public string State { get; }

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>A client that starts the engine when there is none.</summary>
    public BatchClient Connect() => Connect(State);

    public static BatchClient Connect(string state) => new(new LocalBatchProvider(new LocalBatchOptions
    {
        StateDirectory = state,
        HostMode = HostMode.Detached,
        IdleTimeout = TimeSpan.FromMinutes(5),
        EngineCommand = arguments => [ChildProcess.DotnetPath, "exec", typeof(ChildProgram).Assembly.Location, DetachedEngineRole.Name, .. arguments],
    }));

    /// <summary>Kills the engine that serves the folder, if there is one.</summary>
    /// <returns>Its process id.</returns>
    public async Task<int?> KillAsync()
    {
        var dialer = new EngineDialer(StateDirectory.Create(State), new DialerOptions(), TimeProvider.System);
        var connection = await dialer.TryConnectAsync(CancellationToken.None).WaitAsync(EngineHarness.Patience);
        if (connection is null)
        {
            return null;
        }

        var id = connection.Welcome.ProcessId;
        DetachedEngines.Signal(id, SignalKill);
        await connection.DisposeAsync();
        await LiveProcess.EndsAsync(id);
        return id;
    }

    public string[] Lines(string name)
    {
        var path = PathOf(name);
        return File.Exists(path) ? File.ReadAllLines(path) : [];
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
