using System.Runtime.InteropServices;
using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Contract;

namespace MultiBatch.Providers.Local.Engine.Core;

/// <summary>Looks at the machine this process runs on.</summary>
internal static class MachineProbe
{
    private const long FallbackMemory = 4L * 1024 * 1024 * 1024;

    public static MachineFacts Look()
    {
        // Less than the machine's where a container or a control group says so, as is the number of processors.
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return new MachineFacts
        {
            HostName = Environment.MachineName,
            VCpus = Environment.ProcessorCount,
            MemoryBytes = memory > 0 ? memory : FallbackMemory,
            Architecture = RuntimeInformation.OSArchitecture switch
            {
                Architecture.X64 => CpuArchitecture.Amd64,
                Architecture.Arm64 => CpuArchitecture.Arm64,
                _ => null,
            },
            IsWindows = OperatingSystem.IsWindows(),
        };
    }
}
