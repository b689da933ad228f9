using MultiBatch.Providers.Local.Interop;

namespace MultiBatch.Providers.Local.Processes.Commands;

/// <summary>
/// Finds the program of a command before it is started, so that a missing one is told from a program that returned 127. Looks
/// where the job would look: in the PATH of the job's own environment and its working directory.
/// </summary>
internal sealed class ExecutableResolver
{
    private const string PathName = "PATH";
    private const string ExtensionsName = "PATHEXT";
    private const string DefaultExtensions = ".COM;.EXE;.BAT;.CMD";

    private readonly bool _windows;

    public ExecutableResolver(bool windows) => _windows = windows;

    public static ExecutableResolver Current { get; } = new(OperatingSystem.IsWindows());

    private char PathSeparator => _windows ? ';' : ':';

    private char[] FolderSeparators => _windows ? ['/', '\\', ':'] : ['/'];

    /// <summary>The absolute path of the program, or why there is none.</summary>
    public bool TryResolve(
        string command,
        string workingDirectory,
        IReadOnlyList<KeyValuePair<string, string>> environment,
        out string path,
        out StartError? error)
    {
        error = null;
        path = string.Empty;
        if (command.Length == 0)
        {
            error = new StartError("The name of the program is empty.");
            return false;
        }

        return command.IndexOfAny(FolderSeparators) >= 0
            ? TryResolvePath(command, workingDirectory, environment, ref path, ref error)
            : TrySearch(command, workingDirectory, environment, ref path, ref error);
    }

    private static string NotExecutable(string file) => $"'{file}' is there but is not executable. Make it so with: chmod +x '{file}'.";

    private bool TryResolvePath(
        string command, string workingDirectory, IReadOnlyList<KeyValuePair<string, string>> environment, ref string path, ref StartError? error)
    {
        var full = Path.Combine(workingDirectory, command);
        if (FindFile(full, environment, out _) is { } found)
        {
            path = found;
            return true;
        }

        error = new StartError(
            Directory.Exists(full) ? $"'{command}' is a folder, not a program."
            : File.Exists(full) ? NotExecutable(full)
            : Path.IsPathRooted(command) ? $"The program '{command}' does not exist."
            : $"The program '{command}' does not exist in the working directory '{workingDirectory}'.");
        return false;
    }

    private bool TrySearch(
        string command, string workingDirectory, IReadOnlyList<KeyValuePair<string, string>> environment, ref string path, ref StartError? error)
    {
        var searched = Value(environment, PathName) ?? string.Empty;
        string? unusable = null;
        foreach (var entry in searched.Split(PathSeparator))
        {
            // An empty entry means the working directory on Unix, and nothing on Windows.
            var folder = _windows ? entry.Trim('"') : entry;
            if (folder.Length == 0 && _windows)
            {
                continue;
            }

            var candidate = Path.Combine(workingDirectory, folder, command);
            if (FindFile(candidate, environment, out var isForbidden) is { } found)
            {
                path = found;
                return true;
            }

            unusable ??= isForbidden && File.Exists(candidate) ? candidate : null;
        }

        error = new StartError(
            unusable is not null
                ? NotExecutable(unusable)
                : $"The program '{command}' was not found on the job's PATH ({(searched.Length == 0 ? "which is empty" : searched)}).");
        return false;
    }

    private string? FindFile(string path, IReadOnlyList<KeyValuePair<string, string>> environment, out bool isForbidden)
    {
        isForbidden = false;
        if (!_windows)
        {
            // A folder is "executable" as well. The cheap question comes first: most candidates do not exist.
            var error = UnixFile.CheckExecutable(path);
            isForbidden = error == UnixConstants.ErrorAccess;
            return error == 0 && File.Exists(path) ? path : null;
        }

        var extensions = (Value(environment, ExtensionsName) ?? DefaultExtensions).Split([';'], StringSplitOptions.RemoveEmptyEntries);
        var own = Path.GetExtension(path);
        if (own.Length > 0 && Array.Exists(extensions, extension => string.Equals(extension, own, StringComparison.OrdinalIgnoreCase)) && File.Exists(path))
        {
            return path;
        }

        return Array.Find(Array.ConvertAll(extensions, extension => path + extension), File.Exists);
    }

    private string? Value(IReadOnlyList<KeyValuePair<string, string>> environment, string name)
    {
        var comparison = _windows ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        for (var i = 0; i < environment.Count; i++)
        {
            if (string.Equals(environment[i].Key, name, comparison))
            {
                return environment[i].Value;
            }
        }

        return null;
    }
}
