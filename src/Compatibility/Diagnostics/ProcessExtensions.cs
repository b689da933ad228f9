using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;

namespace System.Diagnostics;

[Embedded]
internal static class ProcessExtensions
{
    /// <summary>
    /// Ends a process, on Windows with all its descendants, by the tool that the system has for it. Elsewhere this framework
    /// has no way to find descendants.
    /// </summary>
    public static void Kill(this Process process, bool entireProcessTree)
    {
        if (entireProcessTree && RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            var tool = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.System), "taskkill.exe");
            var id = process.Id.ToString(CultureInfo.InvariantCulture);
            using var killer = Process.Start(new ProcessStartInfo(tool, "/T /F /PID " + id) { UseShellExecute = false, CreateNoWindow = true });
            killer?.WaitForExit();
        }

        if (!process.HasExited)
        {
            process.Kill();
        }
    }
}
