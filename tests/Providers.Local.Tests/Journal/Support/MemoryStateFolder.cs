using MultiBatch.Providers.Local.Journal.Storage;

namespace MultiBatch.Providers.Local.Tests.Journal.Support;

/// <summary>
/// A folder in memory that knows what a disk may forget, fails on demand, and tells before each operation what the test may
/// want to look at. Thread-safe.
/// </summary>
internal sealed class MemoryStateFolder : IStateFolder
{
    private readonly Lock _gate = new();
    private readonly List<Action<Dictionary<string, MemoryFile>>> _unsyncedChanges = [];
    private Dictionary<string, MemoryFile> _entries = [];
    private Dictionary<string, MemoryFile> _syncedEntries = [];
    private bool _isLocked;

    public string Path => "/state";

    /// <summary>Called before each operation on a file or the folder; what it returns is thrown instead of doing the operation.</summary>
    public Func<StateOperation, string, Exception?>? Before { get; set; }

    /// <summary>How much of a write that fails is written all the same: a function of its length.</summary>
    public Func<int, int> ShortWrite { get; set; } = _ => 0;

    /// <summary>The names and contents as a reader sees them.</summary>
    public IReadOnlyDictionary<string, byte[]> Files
    {
        get
        {
            lock (_gate)
            {
                return _entries.ToDictionary(entry => entry.Key, entry => entry.Value.Cached);
            }
        }
    }

    public string LastJournal => Files.Keys.Where(name => name.StartsWith("journal-", StringComparison.Ordinal)).Max()!;

    /// <summary>Replaces a file's content, or adds the file.</summary>
    public void Put(string name, byte[] content)
    {
        lock (_gate)
        {
            var file = new MemoryFile { Cached = content, Synced = content };
            _entries[name] = file;
            _syncedEntries[name] = file;
        }
    }

    /// <summary>A folder as the next start finds it when the process is killed now.</summary>
    public MemoryStateFolder Copy()
    {
        lock (_gate)
        {
            var copies = _entries.Values.Concat(_syncedEntries.Values).Distinct().ToDictionary(file => file, file => file.AfterKill());
            var copy = new MemoryStateFolder { _entries = Map(_entries, copies), _syncedEntries = Map(_syncedEntries, copies) };

            // Whatever was not synced may still be lost, all of it or none: which part does not matter for a folder that is opened again.
            if (_unsyncedChanges.Count > 0)
            {
                var now = new Dictionary<string, MemoryFile>(copy._entries);
                copy._unsyncedChanges.Add(entries => Replace(entries, now));
            }

            return copy;
        }
    }

    /// <summary>A folder as the next start finds it when the power fails now.</summary>
    public MemoryStateFolder AfterPowerLoss(Random random)
    {
        lock (_gate)
        {
            var entries = new Dictionary<string, MemoryFile>(_syncedEntries);
            foreach (var change in _unsyncedChanges)
            {
                // Worse than real file systems, which keep at least the order of changes to a folder.
                if (random.Next(2) == 0)
                {
                    change(entries);
                }
            }

            var copies = entries.Values.Distinct().ToDictionary(file => file, file => file.AfterPowerLoss(random));
            return new MemoryStateFolder { _entries = Map(entries, copies), _syncedEntries = Map(entries, copies) };
        }
    }

    public IDisposable Lock()
    {
        Check(StateOperation.Lock, string.Empty);
        lock (_gate)
        {
            if (_isLocked)
            {
                throw Providers.Local.Journal.JournalErrors.FolderInUse(Path, null);
            }

            _isLocked = true;
            return new Release(this);
        }
    }

    public IReadOnlyList<string> List()
    {
        Check(StateOperation.List, string.Empty);
        lock (_gate)
        {
            return [.. _entries.Keys];
        }
    }

    public IStateFile Create(string name)
    {
        Check(StateOperation.Create, name);
        lock (_gate)
        {
            var file = new MemoryFile();
            Change(entries => entries[name] = file);
            return new OpenFile(this, name, file);
        }
    }

    public IStateFile Append(string name)
    {
        Check(StateOperation.Append, name);
        lock (_gate)
        {
            return new OpenFile(this, name, Get(name));
        }
    }

    public Stream Read(string name)
    {
        Check(StateOperation.Read, name);
        lock (_gate)
        {
            return new MemoryStream(Get(name).Cached, writable: false);
        }
    }

    public void Rename(string from, string to)
    {
        Check(StateOperation.Rename, to);
        lock (_gate)
        {
            var file = Get(from);
            Change(entries =>
            {
                entries.Remove(from);
                entries[to] = file;
            });
        }
    }

    public void Delete(string name)
    {
        Check(StateOperation.Delete, name);
        lock (_gate)
        {
            Change(entries => entries.Remove(name));
        }
    }

    public void Sync()
    {
        Check(StateOperation.SyncFolder, string.Empty);
        lock (_gate)
        {
            _syncedEntries = new Dictionary<string, MemoryFile>(_entries);
            _unsyncedChanges.Clear();
        }
    }

    private static Dictionary<string, MemoryFile> Map(
        Dictionary<string, MemoryFile> entries,
        Dictionary<MemoryFile, MemoryFile> copies) =>
        entries.ToDictionary(entry => entry.Key, entry => copies[entry.Value]);

    private static void Replace(Dictionary<string, MemoryFile> entries, Dictionary<string, MemoryFile> by)
    {
        entries.Clear();
        foreach (var (name, file) in by)
        {
            entries.Add(name, file);
        }
    }

    private MemoryFile Get(string name) =>
        _entries.TryGetValue(name, out var file) ? file : throw new FileNotFoundException($"There is no '{name}'.");

    private void Change(Action<Dictionary<string, MemoryFile>> change)
    {
        change(_entries);
        _unsyncedChanges.Add(change);
    }

    private void Check(StateOperation operation, string name)
    {
        if (Before?.Invoke(operation, name) is { } error)
        {
            throw error;
        }
    }

    private sealed class Release(MemoryStateFolder folder) : IDisposable
    {
        public void Dispose() => folder._isLocked = false;
    }

    private sealed class OpenFile(MemoryStateFolder folder, string name, MemoryFile file) : IStateFile
    {
        private bool _isDisposed;

        public void Write(byte[] buffer, int offset, int count)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var error = folder.Before?.Invoke(StateOperation.Write, name);
            var written = error is null ? count : folder.ShortWrite(count);
            lock (folder._gate)
            {
                file.Cached = [.. file.Cached, .. buffer.AsSpan(offset, written)];
            }

            if (error is not null)
            {
                throw error;
            }
        }

        public void Sync()
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            folder.Check(StateOperation.Sync, name);
            lock (folder._gate)
            {
                file.Synced = file.Cached;
            }
        }

        public void Truncate(long length)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            folder.Check(StateOperation.Truncate, name);
            lock (folder._gate)
            {
                file.Cached = file.Cached[..(int)length];
            }
        }

        public void Dispose() => _isDisposed = true;
    }
}
