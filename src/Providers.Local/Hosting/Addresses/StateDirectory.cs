using MultiBatch.Providers.Local.Journal;
using MultiBatch.Providers.Local.Journal.Storage;

namespace MultiBatch.Providers.Local.Hosting.Addresses;

/// <summary>An existing state folder, under its one name: an absolute path without symbolic links.</summary>
internal sealed class StateDirectory
{
    private static readonly StringComparison Comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private StateDirectory(string path) => Path = path;

    /// <summary>The path.</summary>
    public string Path { get; }

    /// <summary>Where the engine writes what it does.</summary>
    public string LogFile => System.IO.Path.Combine(Path, "engine.log");

    /// <summary>The folder, created for this user alone when it is missing.</summary>
    /// <exception cref="BatchException">It cannot be created or entered.</exception>
    public static StateDirectory Create(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            StateFolder.CreateIfMissing(full);
            return new StateDirectory(Resolve(full));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw JournalErrors.CannotOpen(full, error);
        }
    }

    /// <summary>The folder; null when there is none.</summary>
    public static StateDirectory? Find(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        return Directory.Exists(full) ? new StateDirectory(Resolve(full)) : null;
    }

    /// <summary>Whether another path, already without symbolic links, names this folder.</summary>
    public bool Is(string other) =>
        string.Equals(System.IO.Path.TrimEndingDirectorySeparator(other), System.IO.Path.TrimEndingDirectorySeparator(Path), Comparison);

    public override string ToString() => Path;

    private static string Resolve(string full) => OperatingSystem.IsWindows() ? full : UnixPath.Resolve(full);
}
