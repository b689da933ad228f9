using Microsoft.Extensions.Logging.Abstractions;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Hosting;

namespace MultiBatch.Providers.Local.Tests.Hosting.Support;

/// <summary>Somebody's shell: <c>shell FOLDER</c> starts an engine, says its process id, submits each line it reads, and says so.</summary>
internal static class ShellRole
{
    public const string Name = "shell";

    public static async Task<int> RunAsync(string folder)
    {
        await using var source = new LocalEngineSource(
            new SourceOptions { StateDirectory = folder, Mode = HostMode.Detached },
            (_, _) => throw new InvalidOperationException("Not in this process."),
            state => DetachedEngines.Starter(state),
            TimeProvider.System,
            NullLogger.Instance);
        var engine = await source.GetEngineAsync(CancellationToken.None);
        Console.WriteLine((await engine.GetStatusAsync(CancellationToken.None)).ProcessId);
        while (await Console.In.ReadLineAsync() is { } id)
        {
            await engine.SubmitAsync(FakeEngine.SubmitOf(id), CancellationToken.None);
            Console.WriteLine(id);
        }

        return 0;
    }
}
