using System.Diagnostics;

namespace MultiBatch.Providers.Local.Processes.Unix;

/// <summary>The process that hosts this library.</summary>
internal static class CurrentProcess
{
    public static int Id { get; } = ReadId();

    private static int ReadId()
    {
        using var process = Process.GetCurrentProcess();
        return process.Id;
    }
}
