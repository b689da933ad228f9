using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace System;

/// <summary>The part of <c>GC.GetGCMemoryInfo</c> that is used here: how much memory there is.</summary>
[Embedded]
internal static class GarbageCollectorExtensions
{
    private const string MemoryFile = "/proc/meminfo";
    private const string MemoryLine = "MemTotal:";
    private const long Kibi = 1024;

    extension(GC)
    {
        public static GCMemoryInfo GetGCMemoryInfo() => new(Look());
    }

    private static long Look()
    {
        try
        {
            var line = File.ReadLines(MemoryFile).FirstOrDefault(candidate => candidate.StartsWith(MemoryLine, StringComparison.Ordinal));
            var number = line?.Substring(MemoryLine.Length).Trim().Split(' ')[0];
            return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var kibibytes) ? kibibytes * Kibi : 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
