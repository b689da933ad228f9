using System.Runtime.InteropServices;

namespace MultiBatch.Providers.Local.Interop;

/// <summary>Calls that only macOS has, to read the process table.</summary>
internal static unsafe class MacLibC
{
    [DllImport(LibC.Library, EntryPoint = "proc_listallpids", SetLastError = true)]
    public static extern int ListAllProcesses(int* buffer, int size);

    [DllImport(LibC.Library, EntryPoint = "proc_pidinfo", SetLastError = true)]
    public static extern int ProcessInfo(int processId, int flavor, ulong argument, byte* buffer, int size);

    [DllImport(LibC.Library, EntryPoint = "sysctl", SetLastError = true)]
    public static extern int SystemControl(int* name, uint nameLength, byte* old, nuint* oldLength, byte* replacement, nuint replacementLength);

    [DllImport(LibC.Library, EntryPoint = "sysctlbyname", SetLastError = true)]
    public static extern int SystemControlByName(byte* name, byte* old, nuint* oldLength, byte* replacement, nuint replacementLength);
}
