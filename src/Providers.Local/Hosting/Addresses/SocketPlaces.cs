using System.Text;

namespace MultiBatch.Providers.Local.Hosting.Addresses;

/// <summary>
/// The folders in which the socket of an engine may lie on Unix, best first. The state folder comes first because it lives as long as the
/// state does: the folder of XDG_RUNTIME_DIR is deleted when the user logs out, and temporary folders are tidied up.
/// </summary>
internal sealed class SocketPlaces
{
    /// <summary>The kernel takes 104 bytes on macOS and 108 on Linux, each with a final zero.</summary>
    public const int LongestSocketPath = 103;

    private const string FolderInState = "run";
    private const string FolderPrefix = "multibatch-";
    private const int Attempts = 16;
    private static readonly int SocketNameLength = "/engine-00000000.sock".Length;

    private readonly Func<string, string?> _environment;

    /// <param name="environment">Reads an environment variable.</param>
    public SocketPlaces(Func<string, string?> environment) => _environment = environment;

    /// <summary>Whether there can be a socket of this path, or a pipe of this name.</summary>
    public static bool IsPossible(string name) => OperatingSystem.IsWindows() || Encoding.UTF8.GetByteCount(name) <= LongestSocketPath;

    /// <summary>Deletes what a killed engine left. Only whoever has the lock of the state folder may do so.</summary>
    public static void Sweep(StateDirectory state)
    {
        var inState = Path.Combine(state.Path, FolderInState);
        if (Directory.Exists(inState))
        {
            foreach (var socket in Directory.EnumerateFiles(inState).Where(EngineAddress.IsSocketName))
            {
                RemoveSocket(socket, ownedFolder: null);
            }
        }

        if (EngineInfoFile.Find(state) is { } info && Path.IsPathRooted(info.Address) && EngineAddress.IsSocketName(info.Address))
        {
            RemoveSocket(info.Address, Path.GetDirectoryName(info.Address));
        }
    }

    /// <summary>Deletes a socket and the folder that was made for it.</summary>
    public static void RemoveSocket(string path, string? ownedFolder)
    {
        try
        {
            File.Delete(path);
            if (ownedFolder is not null && Path.GetFileName(ownedFolder).StartsWith(FolderPrefix, StringComparison.Ordinal))
            {
                Directory.Delete(ownedFolder);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The folder is gone already, or somebody put something into it. Nobody listens at the socket either way.
        }
    }

    /// <summary>New addresses to try in turn; a folder is made when its turn comes.</summary>
    public IEnumerable<EngineAddress> Addresses(StateDirectory state)
    {
        var inState = Path.Combine(state.Path, FolderInState);
        if (Fits(inState))
        {
            if (!UnixPath.TryCreatePrivateFolder(inState))
            {
                UnixPath.MakePrivate(inState);
            }

            yield return EngineAddress.SocketInState(inState);
        }

        foreach (var parent in Parents())
        {
            if (CreateFolderIn(parent) is { } folder)
            {
                yield return EngineAddress.SocketIn(folder);
            }
        }
    }

    private static bool Fits(string folder) => Encoding.UTF8.GetByteCount(folder) + SocketNameLength <= LongestSocketPath;

    /// <summary>
    /// A new folder under a name that nobody can foresee: in a folder that all users share, one that exists already may belong to
    /// somebody else.
    /// </summary>
    private static string? CreateFolderIn(string parent)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var folder = Path.Combine(parent, FolderPrefix + EngineAddress.RandomName());
            if (!Fits(folder))
            {
                return null;
            }

            try
            {
                if (UnixPath.TryCreatePrivateFolder(folder))
                {
                    return folder;
                }
            }
            catch (IOException)
            {
                // Read-only, full or forbidden: the next place may do.
                return null;
            }
        }

        return null;
    }

    private IEnumerable<string> Parents()
    {
        foreach (var name in new[] { "XDG_RUNTIME_DIR", "TMPDIR" })
        {
            if (_environment(name) is { Length: > 0 } folder && Path.IsPathRooted(folder) && Directory.Exists(folder))
            {
                yield return folder;
            }
        }

        yield return "/tmp";
    }
}
