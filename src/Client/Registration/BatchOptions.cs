namespace MultiBatch.Registration;

/// <summary>Settings of all clients of a factory. Every one has a working default; they are checked when the application starts.</summary>
public sealed class BatchOptions
{
    /// <summary>
    /// The connection of clients that name none. Default: the only one that was added; when none was, the default of the saved connections,
    /// which is local until another one is chosen.
    /// </summary>
    public string? DefaultConnection { get; set; }

    /// <summary>Whether connections saved in the user's data folder are found by name too. Default: true.</summary>
    public bool UseSavedConnections { get; set; } = true;

    /// <summary>The file of saved connections. Default: the user's own.</summary>
    public string? ConnectionsFile { get; set; }

    /// <summary>
    /// What every client is given. Connection, region and default queue come from the connection; clock, loggers, catalogue and machine selector
    /// come from the container where it has them. Default: <see cref="BatchClientOptions"/> as they are.
    /// </summary>
    public BatchClientOptions Client { get; set; } = new();
}
