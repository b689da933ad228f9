using System.Globalization;
using MultiBatch.Providers.Local.Interop;

namespace MultiBatch.Providers.Local.Scratch;

/// <summary>
/// Removes folders that jobs have written to: never beyond one root, never through a link, and also what a job protected
/// against writing. What cannot be removed is left for another time.
/// </summary>
internal sealed class FolderRemover
{
    // Jobs can nest folders deeper than a path may be long (4096 bytes on Linux, 260 characters on older Windows) and than
    // a stack is deep. Counted from the root.
    private static readonly int LongestPath = OperatingSystem.IsWindows() ? 120 : 500;

    private const string DeepPrefix = ".deep-";

    private readonly string _root;
    private long _moved;

    public FolderRemover(string root) => _root = Path.GetFullPath(root);

    /// <summary>Removes a file, a link or a folder with all that is in it.</summary>
    /// <returns>Whether nothing is left of it.</returns>
    /// <exception cref="ArgumentException">The path is not below the root.</exception>
    public bool Remove(string path)
    {
        var full = Path.GetFullPath(path);
        var prefix = _root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        if (full.Length <= prefix.Length || !full.StartsWith(prefix, StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{path}' is not below '{_root}': nothing was removed.", nameof(path));
        }

        // Deep folders are moved up, so each round makes them shorter.
        var pending = new Stack<string>();
        pending.Push(full);
        var removed = true;
        while (pending.Count > 0)
        {
            removed &= TryRemove(pending.Pop(), pending);
        }

        return removed;
    }

    /// <summary>Removes what an earlier remover moved up and did not come to.</summary>
    public void RemoveMoved()
    {
        if (!Directory.Exists(_root))
        {
            return;
        }

        foreach (var moved in Directory.GetFileSystemEntries(_root, DeepPrefix + "*"))
        {
            Remove(moved);
        }
    }

    private static bool IsLink(FileSystemInfo entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    private static bool Exists(string path)
    {
        try
        {
            _ = File.GetAttributes(path);
            return true;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private static bool Attempt(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e is FileNotFoundException or DirectoryNotFoundException;
        }
    }

    private static void MakeWritable(FileSystemInfo entry)
    {
        if (OperatingSystem.IsWindows())
        {
            entry.Attributes = FileAttributes.Normal;
        }
        else if (entry is DirectoryInfo && !IsLink(entry))
        {
            // On Unix the right to remove an entry belongs to the folder it is in.
            _ = UnixFile.MakeOwnerOnly(entry.FullName);
        }
    }

    private bool TryRemove(string path, Stack<string> pending)
    {
        // An empty folder, the usual case, goes in one call.
        if (!OperatingSystem.IsWindows() && UnixFile.RemoveDirectory(path) is 0 or UnixConstants.ErrorNoEntry)
        {
            return true;
        }

        if (!Exists(path))
        {
            return true;
        }

        FileSystemInfo entry = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        return RemoveEntry(entry, pending);
    }

    private bool RemoveEntry(FileSystemInfo entry, Stack<string> pending)
    {
        if (entry is not DirectoryInfo folder || IsLink(entry))
        {
            return RemoveLeaf(entry);
        }

        if (folder.FullName.Length - _root.Length > LongestPath)
        {
            return MoveUp(folder, pending);
        }

        var emptied = RemoveContents(folder, pending);
        if (!emptied)
        {
            MakeWritable(folder);
            emptied = RemoveContents(folder, pending);
        }

        return emptied && (Attempt(() => folder.Delete(recursive: false)) || !Exists(folder.FullName));
    }

    private bool RemoveContents(DirectoryInfo folder, Stack<string> pending)
    {
        var removed = true;
        return Attempt(() =>
        {
            foreach (var entry in folder.GetFileSystemInfos())
            {
                removed &= RemoveEntry(entry, pending);
            }
        }) && removed;
    }

    private static bool RemoveLeaf(FileSystemInfo entry)
    {
        if (Attempt(() => Delete(entry)))
        {
            return true;
        }

        return Attempt(() => MakeWritable(entry)) && Attempt(() => Delete(entry));
    }

    private static void Delete(FileSystemInfo entry)
    {
        // A link to a folder is removed as a folder on Windows and as a file elsewhere; its target is not touched.
        if (entry is DirectoryInfo && OperatingSystem.IsWindows())
        {
            Directory.Delete(entry.FullName, recursive: false);
            return;
        }

        File.Delete(entry.FullName);
    }

    private bool MoveUp(DirectoryInfo folder, Stack<string> pending)
    {
        var target = Path.Combine(_root, DeepPrefix + Interlocked.Increment(ref _moved).ToString(CultureInfo.InvariantCulture) + "-" + Path.GetRandomFileName());
        if (!Attempt(() => folder.MoveTo(target)))
        {
            return false;
        }

        pending.Push(target);
        return true;
    }
}
