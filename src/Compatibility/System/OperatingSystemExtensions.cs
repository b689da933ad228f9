using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.CodeAnalysis;

namespace System;

[Embedded]
internal static class OperatingSystemExtensions
{
    extension(OperatingSystem)
    {
        [SupportedOSPlatformGuard("windows")]
        public static bool IsWindows() => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

        [SupportedOSPlatformGuard("linux")]
        public static bool IsLinux() => RuntimeInformation.IsOSPlatform(OSPlatform.Linux);

        [SupportedOSPlatformGuard("macos")]
        public static bool IsMacOS() => RuntimeInformation.IsOSPlatform(OSPlatform.OSX);

        public static bool IsFreeBSD() => RuntimeInformation.IsOSPlatform(OSPlatform.Create("FREEBSD"));
    }
}
