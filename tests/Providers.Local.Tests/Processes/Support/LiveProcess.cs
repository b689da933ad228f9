using MultiBatch.Providers.Local.Processes;
using MultiBatch.Providers.Local.Processes.Unix;

namespace MultiBatch.Providers.Local.Tests.Processes.Support;

/// <summary>Looks at other processes.</summary>
internal static class LiveProcess
{
    private static readonly IProcessTable Table = OperatingSystem.IsMacOS() ? new MacProcessTable() : new LinuxProcessTable();

    public static bool IsAlive(int processId) => !Table.HasEnded(processId);

    public static Task EndsAsync(int processId) => Eventually.TrueAsync(() => !IsAlive(processId), $"process {processId} to end");
}
