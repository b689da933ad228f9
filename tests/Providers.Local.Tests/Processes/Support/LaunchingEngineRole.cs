using System.Globalization;
using MultiBatch.Providers.Local.Processes;

namespace MultiBatch.Providers.Local.Tests.Processes.Support;

/// <summary>Plays an engine that a test can kill: launches scripts as attempt-1, attempt-2 and so on, then waits.</summary>
internal static class LaunchingEngineRole
{
    public const string Name = "launching-engine";

    public static async Task<int> RunAsync(string kind, string folder, string[] scripts)
    {
        using var rig = new LaunchRig(Enum.Parse<LaunchKind>(kind), folder: folder);
        foreach (var script in scripts)
        {
            var result = rig.Launcher.Launch(rig.Request(JobCommand.FromScript(script)));
            var processId = result.Attempt?.ProcessId ?? throw new InvalidOperationException(result.Error?.Message);
            Console.WriteLine(processId.ToString(CultureInfo.InvariantCulture));
        }

        await Console.In.ReadToEndAsync();
        return 0;
    }
}
