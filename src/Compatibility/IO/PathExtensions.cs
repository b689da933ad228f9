using Microsoft.CodeAnalysis;

namespace System.IO;

[Embedded]
internal static class PathExtensions
{
    private static readonly StringComparison Comparison =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    extension(Path)
    {
        public static string Join(string? first, string? second)
        {
            if (string.IsNullOrEmpty(first) || string.IsNullOrEmpty(second))
            {
                return first + second;
            }

            return IsSeparator(first![first.Length - 1]) || IsSeparator(second![0])
                ? first + second
                : first + Path.DirectorySeparatorChar + second;
        }

        public static bool EndsInDirectorySeparator(string path) => path.Length > 0 && IsSeparator(path[path.Length - 1]);

        public static string TrimEndingDirectorySeparator(string path) =>
            Path.EndsInDirectorySeparator(path) && path.Length > (Path.GetPathRoot(path)?.Length ?? 0)
                ? path.Substring(0, path.Length - 1)
                : path;

        public static bool IsPathFullyQualified(string path)
        {
            if (!OperatingSystem.IsWindows())
            {
                return path.Length > 0 && path[0] == '/';
            }

            // A drive with a separator (C:\) or two separators (\\server); "C:x" and "\x" depend on the current folder.
            return path.Length >= 2 && IsSeparator(path[0])
                ? IsSeparator(path[1]) || path[1] == '?'
                : path.Length >= 3 && path[1] == ':' && IsSeparator(path[2]) && char.IsAsciiLetter(path[0]);
        }

        public static string GetRelativePath(string relativeTo, string path)
        {
            var from = Split(Path.GetFullPath(relativeTo));
            var to = Split(Path.GetFullPath(path));
            if (!string.Equals(Path.GetPathRoot(Path.GetFullPath(relativeTo)), Path.GetPathRoot(Path.GetFullPath(path)), Comparison))
            {
                return path;
            }

            var common = 0;
            while (common < from.Length && common < to.Length && string.Equals(from[common], to[common], Comparison))
            {
                common++;
            }

            var parts = Enumerable.Repeat("..", from.Length - common).Concat(to.Skip(common)).ToArray();
            return parts.Length == 0 ? "." : string.Join(Path.DirectorySeparatorChar.ToString(), parts);
        }
    }

    private static bool IsSeparator(char character) =>
        character == Path.DirectorySeparatorChar || character == Path.AltDirectorySeparatorChar;

    private static string[] Split(string path) =>
        path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
}
