using System.Diagnostics.CodeAnalysis;
using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Syntax;

namespace MultiBatch.JobFiles.Reading;

/// <summary>Paths as the task will see them, on a machine that need not run the system of this one.</summary>
internal static class Paths
{
    /// <summary>An absolute path of Unix or Windows.</summary>
    public static ValueReader<string> Absolute(string expected) => (Node node, Scope scope, [MaybeNullWhen(false)] out string value) =>
        Scalars.Line(expected)(node, scope, out value)
        && (IsAbsolute(value) || Scalars.Refuse(scope, node, $"{Quote.Text(value)} is not absolute; {expected} begins with / (or a drive, as C:\\)."));

    private static bool IsAbsolute(string path) =>
        path[0] is '/' or '\\' || (path.Length > 2 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] is '/' or '\\');
}
