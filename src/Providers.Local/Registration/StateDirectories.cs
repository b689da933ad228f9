namespace MultiBatch.Providers.Local.Registration;

/// <summary>The state folders that are used when none is named: the same places in which the client keeps a user's data.</summary>
internal static class StateDirectories
{
    private const string HomeVariable = "MULTIBATCH_HOME";
    private const string ProductName = "multibatch";

    /// <summary>The folder of a connection.</summary>
    /// <param name="connection">The name of the connection; null or the provider's name for the default one.</param>
    /// <exception cref="BatchException">The environment names no folder.</exception>
    public static string For(string? connection) =>
        Path.Combine(Home(), connection is null or Engine.Contract.LocalProviderName.Value ? "local" : "local-" + connection);

    private static string Home()
    {
        if (Environment.GetEnvironmentVariable(HomeVariable) is { } chosen && !string.IsNullOrWhiteSpace(chosen))
        {
            return Path.GetFullPath(chosen);
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var parent = OperatingSystem.IsWindows() ? Rooted(Environment.GetEnvironmentVariable("LOCALAPPDATA")) ?? Below(home, "AppData", "Local")
            : OperatingSystem.IsMacOS() ? Below(home, "Library", "Application Support")
            : Rooted(Environment.GetEnvironmentVariable("XDG_DATA_HOME")) ?? Below(home, ".local", "share");
        return parent is not null
            ? Path.Combine(parent, ProductName)
            : throw new BatchException(
                BatchErrorCode.InvalidSpec,
                $"This user has no home folder for the state of the local engine. Name a state directory, or set the environment variable {HomeVariable} to a folder.")
            {
                Provider = Engine.Contract.LocalProviderName.Value,
                Resource = HomeVariable,
            };
    }

    private static string? Below(string home, string first, string second) => Rooted(home) is { } rooted ? Path.Combine(rooted, first, second) : null;

    // The XDG rules say that a relative path is to be ignored.
    private static string? Rooted(string? folder) => folder is { Length: > 0 } && Path.IsPathRooted(folder) ? folder : null;
}
