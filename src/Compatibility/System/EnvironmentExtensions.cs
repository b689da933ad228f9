using System.Diagnostics;
using Microsoft.CodeAnalysis;

namespace System;

[Embedded]
internal static class EnvironmentExtensions
{
    private static readonly Lazy<(int Id, string? Path)> Current = new(static () =>
    {
        using var process = Process.GetCurrentProcess();
        return (process.Id, process.MainModule?.FileName);
    });

    extension(Environment)
    {
        public static int ProcessId => Current.Value.Id;

        public static string? ProcessPath => Current.Value.Path;
    }
}
