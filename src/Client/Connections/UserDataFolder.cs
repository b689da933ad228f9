namespace MultiBatch.Connections;

/// <summary>
/// The folder of a user's own data: saved connections, the catalogue, the state of the default local connection.
/// It is <c>MULTIBATCH_HOME</c>, else <c>multibatch</c> below <c>XDG_DATA_HOME</c> or <c>~/.local/share</c> (Linux),
/// <c>~/Library/Application Support</c> (macOS) or <c>%LOCALAPPDATA%</c> (Windows).
/// </summary>
public sealed class UserDataFolder
{
    /// <summary>The environment variable that moves the folder.</summary>
    public const string Variable = "MULTIBATCH_HOME";

    private const string Name = "multibatch";

    /// <summary>Names a folder. Touches nothing.</summary>
    /// <param name="path">The folder; a relative path counts from the current folder.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    public UserDataFolder(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Path = System.IO.Path.GetFullPath(path);
    }

    /// <summary>The folder, as a full path; need not exist.</summary>
    public string Path { get; }

    /// <summary>The file of saved connections.</summary>
    public string Connections => System.IO.Path.Combine(Path, "connections.json");

    /// <summary>The folder of the catalogue: held jobs, and what clouds have no resource for.</summary>
    public string Catalogue => System.IO.Path.Combine(Path, "catalogue");

    /// <summary>The state folder of the default local connection.</summary>
    public string Local => System.IO.Path.Combine(Path, "local");

    /// <summary>The folder of the user this process runs as, by the environment as it is now.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> when the environment names no folder.</exception>
    public static UserDataFolder Find() => Find(
        Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        OperatingSystem.IsWindows(),
        OperatingSystem.IsMacOS());

    /// <summary>The folder, as a full path.</summary>
    public override string ToString() => Path;

    internal static UserDataFolder Find(Func<string, string?> variable, string? home, bool isWindows, bool isMac)
    {
        if (variable(Variable) is { } chosen && !string.IsNullOrWhiteSpace(chosen))
        {
            return new UserDataFolder(chosen);
        }

        var parent = isWindows ? Below(variable("LOCALAPPDATA"), null) ?? Below(home, "AppData", "Local")
            : isMac ? Below(home, "Library", "Application Support")
            : Below(variable("XDG_DATA_HOME"), null) ?? Below(home, ".local", "share");
        return parent is null
            ? throw new BatchException(
                BatchErrorCode.InvalidSpec, $"This user has no home folder to keep data in. Set the environment variable {Variable} to a folder.")
            {
                Resource = Variable,
            }
            : new UserDataFolder(System.IO.Path.Combine(parent, Name));
    }

    // The XDG rules say that a relative path is to be ignored; a home folder that is relative is none.
    private static string? Below(string? folder, params string[]? parts) =>
        folder is { Length: > 0 } && System.IO.Path.IsPathRooted(folder) ? System.IO.Path.Combine([folder, .. parts ?? []]) : null;
}
