using MultiBatch.Catalogue.Files;
using MultiBatch.Providers;

namespace MultiBatch.Connections;

/// <summary>
/// Connections saved in a JSON file: names and places, never a secret. Safe for several processes at once; a save is whole or not at all.
/// Members of the file that this version does not know are kept.
/// </summary>
/// <remarks>
/// The connection <see cref="LocalName"/> is always there: where the file has none of this name, it is the local provider as it is.
/// It is also the default connection until another one is chosen, so that nothing is sent to a cloud by mistake.
/// </remarks>
public sealed class ConnectionStore
{
    /// <summary>The name of the connection that is always there.</summary>
    public const string LocalName = "local";

    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(30);
    private readonly TimeProvider _clock;

    /// <summary>Opens a file of connections. Touches nothing: the file is made by the first save.</summary>
    /// <param name="path">The file. Default: <see cref="UserDataFolder.Connections"/> of the user.</param>
    /// <param name="timeProvider">The clock for short waits. Default: the system's.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> when no path is given and the user has no data folder.</exception>
    public ConnectionStore(string? path = null, TimeProvider? timeProvider = null)
    {
        Path = path is null ? UserDataFolder.Find().Connections : System.IO.Path.GetFullPath(path);
        _clock = timeProvider ?? TimeProvider.System;
    }

    /// <summary>The file, as a full path.</summary>
    public string Path { get; }

    /// <summary>The connections that were saved, by name.</summary>
    /// <exception cref="BatchException">The file cannot be read.</exception>
    public Task<IReadOnlyList<ConnectionSettings>> ListAsync(CancellationToken cancellationToken = default) =>
        Task.Run<IReadOnlyList<ConnectionSettings>>(
            () =>
            {
                var file = Read();
                return file.Names.Select(name => file.Find(name)!).ToList();
            },
            cancellationToken);

    /// <summary>A connection; null when there is none of this name.</summary>
    /// <exception cref="BatchException">The file cannot be read.</exception>
    public Task<ConnectionSettings?> FindAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Task.Run(() => Find(Read(), name), cancellationToken);
    }

    /// <summary>A connection.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is none of this name, or the file cannot be read.</exception>
    public Task<ConnectionSettings> GetAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Task.Run(() => Get(name), cancellationToken);
    }

    /// <summary>The default connection.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when the one that was chosen is gone, or the file cannot be read.</exception>
    public Task<ConnectionSettings> GetDefaultAsync(CancellationToken cancellationToken = default) => Task.Run(() => Get(null), cancellationToken);

    /// <summary>Saves a new connection.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.AlreadyExists"/> when there is one of this name;
    /// <see cref="BatchErrorCode.InvalidSpec"/> when a field is wrong or looks like a secret, naming it; or the file cannot be written.</exception>
    public Task AddAsync(ConnectionSettings connection, CancellationToken cancellationToken = default) =>
        PutAsync(connection, replace: false, cancellationToken);

    /// <summary>Saves a connection, new or in place of the one of its name.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> when a field is wrong or looks like a secret, naming it;
    /// or the file cannot be written.</exception>
    public Task SaveAsync(ConnectionSettings connection, CancellationToken cancellationToken = default) =>
        PutAsync(connection, replace: true, cancellationToken);

    /// <summary>Removes a connection; when it was the default one, <see cref="LocalName"/> is again.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when none of this name was saved, or the file cannot be written.</exception>
    public Task RemoveAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ChangeAsync(
            file =>
            {
                if (!file.Remove(name))
                {
                    throw name == LocalName
                        ? new BatchException(BatchErrorCode.NotFound, $"The connection '{name}' was not saved; it is always there and cannot be removed.") { Resource = name }
                        : NotFound(file, name);
                }

                file.Default = file.Default == name ? null : file.Default;
            },
            cancellationToken);
    }

    /// <summary>Chooses the default connection.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is none of this name, or the file cannot be written.</exception>
    public Task SetDefaultAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ChangeAsync(file => file.Default = Find(file, name) is null ? throw NotFound(file, name) : name, cancellationToken);
    }

    /// <summary>A connection, or the default one for null. Reads a small file; for callers that cannot wait.</summary>
    internal ConnectionSettings Get(string? name)
    {
        var file = Read();
        var wanted = name ?? file.Default ?? LocalName;
        return Find(file, wanted) ?? throw NotFound(file, wanted);
    }

    private static ConnectionSettings? Find(ConnectionFile file, string name) =>
        file.Find(name) ?? (name == LocalName ? new ConnectionSettings { Name = LocalName, Provider = LocalName } : null);

    private BatchException NotFound(ConnectionFile file, string name)
    {
        var known = string.Join(", ", file.Names.Append(LocalName).Distinct().OrderBy(one => one, StringComparer.Ordinal));
        return new BatchException(BatchErrorCode.NotFound, $"There is no connection '{name}'. Those there are: {known} (in '{Path}').") { Resource = name };
    }

    private Task PutAsync(ConnectionSettings connection, bool replace, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ConnectionRules.Check(connection);
        return ChangeAsync(
            file =>
            {
                if (!replace && file.Find(connection.Name) is not null)
                {
                    throw new BatchException(
                        BatchErrorCode.AlreadyExists, $"There is a connection '{connection.Name}' already. Remove it first, or choose another name.")
                    {
                        Resource = connection.Name,
                    };
                }

                file.Put(connection);
            },
            cancellationToken);
    }

    private Task ChangeAsync(Action<ConnectionFile> change, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            var folder = System.IO.Path.GetDirectoryName(Path)!;
            AtomicFile.CreateFolder(folder);
            var lockPath = System.IO.Path.Combine(folder, "." + System.IO.Path.GetFileName(Path) + ".lock");
            using (await FileLock.AcquireAsync(lockPath, LockPatience, _clock, cancellationToken).ConfigureAwait(false))
            {
                var file = Read();
                change(file);
                await AtomicFile.WriteAsync(Path, file.ToBytes(), _clock, CancellationToken.None).ConfigureAwait(false);
            }
        },
        cancellationToken);

    private ConnectionFile Read() => ConnectionFile.Parse(Path, AtomicFile.Read(Path));
}
