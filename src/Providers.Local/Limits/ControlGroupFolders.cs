using System.Globalization;
using MultiBatch.Providers.Local.Interop;

namespace MultiBatch.Providers.Local.Limits;

/// <summary>
/// One folder per hierarchy that holds the groups of this engine, and the numbering of those groups. Groups of an earlier engine of the same
/// name are left alone at first, also empty ones: whether an attempt ran out of memory meanwhile is known only there.
/// </summary>
internal sealed class ControlGroupFolders : IControlGroupHierarchy
{
    private const int MostTries = 10;

    private readonly string[] _bases;
    private readonly Func<string[], ControlGroup> _open;
    private readonly Action<string>? _prepare;
    private readonly HashSet<string> _made = new(StringComparer.Ordinal);
    private long _next;

    /// <param name="bases">The folders that hold the groups; they exist.</param>
    /// <param name="open">Makes the group object of the folders created, one for each base.</param>
    /// <param name="prepare">Done to a base that had to be made again; null for nothing.</param>
    public ControlGroupFolders(string[] bases, Func<string[], ControlGroup> open, Action<string>? prepare = null)
    {
        _bases = bases;
        _open = open;
        _prepare = prepare;
    }

    public ControlGroup Create()
    {
        while (true)
        {
            var name = "g" + Interlocked.Increment(ref _next).ToString(CultureInfo.InvariantCulture);
            var folders = _bases.Select(parent => parent + "/" + name).ToArray();
            lock (_made)
            {
                if (!TryCreate(folders))
                {
                    continue;
                }

                // One that is removed is never made again: the names are counted on.
                _made.UnionWith(folders);
            }

            return _open(folders);
        }
    }

    public void RemoveLeftOvers()
    {
        lock (_made)
        {
            foreach (var parent in _bases)
            {
                // Gone when another engine of the same name ended since.
                foreach (var folder in Directory.Exists(parent) ? Directory.GetDirectories(parent) : [])
                {
                    if (!_made.Contains(folder))
                    {
                        // Refused by the kernel while a process or another group is in it.
                        _ = UnixFile.RemoveDirectory(folder);
                    }
                }
            }
        }
    }

    public void Dispose()
    {
        foreach (var folder in _bases)
        {
            // Refused while there are groups in it: an attempt that goes on, or has ended unseen, is settled by the next engine.
            _ = UnixFile.RemoveDirectory(folder);
        }
    }

    /// <returns>False when a group of this name goes on from an earlier engine.</returns>
    private bool TryCreate(string[] folders)
    {
        for (var i = 0; i < folders.Length; i++)
        {
            var error = UnixFile.MakeDirectory(folders[i]);
            for (var tries = 0; error == UnixConstants.ErrorNoEntry && tries < MostTries; tries++)
            {
                // The base was empty for a moment, and whoever settled the last attempt of the engine before removed it.
                if (UnixFile.MakeDirectory(_bases[i]) is 0 or UnixConstants.ErrorExists)
                {
                    _prepare?.Invoke(_bases[i]);
                }

                error = UnixFile.MakeDirectory(folders[i]);
            }

            if (error == 0)
            {
                continue;
            }

            for (var made = 0; made < i; made++)
            {
                _ = UnixFile.RemoveDirectory(folders[made]);
            }

            return error == UnixConstants.ErrorExists
                ? false
                : throw new IOException($"The control group '{folders[i]}' could not be made: {new System.ComponentModel.Win32Exception(error).Message}.");
        }

        return true;
    }
}
