using System.Globalization;
using System.Runtime.InteropServices;

namespace MultiBatch.Providers.Local.Benchmarks;

/// <summary>Processor time of this process and of its children that were waited for, and the load of the machine.</summary>
internal static unsafe class Usage
{
    private const int Self = 0;
    private const int Children = -1;
    private const int LongsOfUsage = 18;

    public static double SelfSeconds => Seconds(Self);

    public static double ChildrenSeconds => Seconds(Children);

    public static string Load => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?";

    /// <summary>The most physical memory this process has had, in MiB.</summary>
    public static long PeakMebibytes
    {
        get
        {
            var line = File.ReadLines("/proc/self/status").First(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
    }

    public static long ResidentMebibytes
    {
        get
        {
            var line = File.ReadLines("/proc/self/status").First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
    }

    private static double Seconds(int who)
    {
        var usage = stackalloc long[LongsOfUsage];
        _ = GetUsage(who, usage);
        return usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6);
    }

    [DllImport("libc", EntryPoint = "getrusage")]
    private static extern int GetUsage(int who, long* usage);
}
