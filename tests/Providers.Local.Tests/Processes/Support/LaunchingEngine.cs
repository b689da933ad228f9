using System.Globalization;
using MultiBatch.Providers.Local.Tests.ChildProcesses;

namespace MultiBatch.Providers.Local.Tests.Processes.Support;

/// <summary>Another process that has launched attempts and can be killed.</summary>
internal sealed class LaunchingEngine : IDisposable
{
    private readonly ChildProcess _process;

    private LaunchingEngine(ChildProcess process) => _process = process;

    /// <summary>The leading processes of the attempts, in the order of their scripts.</summary>
    public List<int> Leaders { get; } = [];

    /// <summary>Starts the process and waits until it has launched all scripts as attempt-1, attempt-2 and so on.</summary>
    public static async Task<LaunchingEngine> StartAsync(LaunchKind kind, string folder, params string[] scripts)
    {
        var engine = new LaunchingEngine(ChildProcess.Start(LaunchingEngineRole.Name, [kind.ToString(), folder, .. scripts]));
        while (engine.Leaders.Count < scripts.Length)
        {
            var line = await engine._process.ReadLineAsync();
            Assert.True(int.TryParse(line, CultureInfo.InvariantCulture, out var leader), $"The engine said: {line}");
            engine.Leaders.Add(leader);
        }

        return engine;
    }

    /// <summary>Kills this process alone, as a crash does.</summary>
    public Task KillAsync() => _process.KillAsync();

    public void Dispose() => _process.Dispose();
}
