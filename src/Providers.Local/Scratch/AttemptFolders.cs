using System.ComponentModel;
using System.Globalization;
using MultiBatch.Providers.Local.Interop;
using MultiBatch.Providers.Local.Processes;

namespace MultiBatch.Providers.Local.Scratch;

/// <summary>
/// Where attempts live: <c>root/shard/attempt id/</c>. The shard follows from the id, so that no folder grows without bound
/// and a folder is found without an index.
/// </summary>
internal sealed class AttemptFolders
{
    private const int LongestId = 128;
    private const int Shards = 256;

    private readonly bool _unix = !OperatingSystem.IsWindows();

    private readonly string _engineName;
    private readonly TimeProvider _time;
    private long _lastCreation;

    /// <param name="root">The folder that holds all attempts.</param>
    /// <param name="engineName">See <see cref="EngineName"/>.</param>
    /// <param name="time">The clock.</param>
    public AttemptFolders(string root, string engineName, TimeProvider time)
    {
        if (!EngineName.IsValid(engineName))
        {
            throw new ArgumentException($"'{engineName}' is no name of an engine: it needs letters and digits only.", nameof(engineName));
        }

        _engineName = engineName;
        Root = Path.GetFullPath(root);
        _time = time;
        _lastCreation = time.GetTimestamp();
    }

    public string Root { get; }

    /// <summary>The time stamp of the latest creation, or of the start.</summary>
    public long LastCreation => Volatile.Read(ref _lastCreation);

    /// <summary>The paths of an attempt; nothing is created.</summary>
    /// <exception cref="ArgumentException">The id cannot be the name of a folder.</exception>
    public AttemptPaths Locate(string attemptId)
    {
        if (!IsValidId(attemptId))
        {
            throw new ArgumentException(
                $"'{attemptId}' is no attempt id: it needs 1 to {LongestId} of the characters a-z, A-Z, 0-9, '-', '_' and '.', and starts with none of '.' and '-'.",
                nameof(attemptId));
        }

        return new AttemptPaths(_engineName, attemptId, Path.Combine(Root, ShardOf(attemptId), attemptId));
    }

    /// <summary>Creates the folder of an attempt and the scratch folder in it, for the owner only.</summary>
    /// <exception cref="IOException">The folder is there already, or cannot be created.</exception>
    public AttemptPaths Create(string attemptId)
    {
        Volatile.Write(ref _lastCreation, _time.GetTimestamp());
        var paths = Locate(attemptId);
        if (!TryCreate(paths.Folder))
        {
            // The first attempt of this shard.
            Directory.CreateDirectory(Path.GetDirectoryName(Root) ?? Root);
            CreatePrivate(Root);
            CreatePrivate(Path.GetDirectoryName(paths.Folder)!);
            if (!TryCreate(paths.Folder))
            {
                throw new IOException($"The folder '{paths.Folder}' could not be created: its parent vanished.");
            }
        }

        if (!TryCreate(paths.WorkFolder))
        {
            throw new IOException($"The folder '{paths.WorkFolder}' could not be created: its parent vanished.");
        }

        return paths;
    }

    /// <summary>The ids of all attempts that have a folder. Anything else below the root is left out.</summary>
    public IEnumerable<string> List()
    {
        if (!Directory.Exists(Root))
        {
            yield break;
        }

        foreach (var shard in Directory.EnumerateDirectories(Root))
        {
            if ((File.GetAttributes(shard) & FileAttributes.ReparsePoint) != 0)
            {
                continue;
            }

            foreach (var folder in Directory.EnumerateDirectories(shard))
            {
                var id = Path.GetFileName(folder);
                if (IsValidId(id) && Path.GetFileName(shard) == ShardOf(id))
                {
                    yield return id;
                }
            }
        }
    }

    private static bool IsValidId(string id)
    {
        if (id.Length is 0 or > LongestId || id[0] is '.' or '-')
        {
            return false;
        }

        foreach (var c in id)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.'))
            {
                return false;
            }
        }

        return true;
    }

    // FNV-1a: spreads well, and is the same in every process and version.
    private static string ShardOf(string id)
    {
        var hash = 2166136261;
        foreach (var c in id)
        {
            hash = (hash ^ c) * 16777619;
        }

        return (hash % Shards).ToString("x2", CultureInfo.InvariantCulture);
    }

    private void CreatePrivate(string path)
    {
        if (!_unix)
        {
            Directory.CreateDirectory(path);
            return;
        }

        if (!Directory.Exists(path) && UnixFile.MakeDirectory(path) is not (0 or UnixConstants.ErrorExists) and var error)
        {
            throw Failure(path, error);
        }
    }

    /// <returns>False when the parent is missing.</returns>
    private bool TryCreate(string path)
    {
        if (!_unix)
        {
            if (Directory.Exists(path))
            {
                throw Failure(path, UnixConstants.ErrorExists);
            }

            Directory.CreateDirectory(path);
            return true;
        }

        return UnixFile.MakeDirectory(path) switch
        {
            0 => true,
            UnixConstants.ErrorNoEntry => false,
            var error => throw Failure(path, error),
        };
    }

    private static IOException Failure(string path, int error) =>
        new($"The folder '{path}' could not be created: {(error == UnixConstants.ErrorExists ? "it is there already" : new Win32Exception(error).Message)}.");
}
