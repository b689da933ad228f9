using MultiBatch.Providers.Local.Journal.Storage;

namespace MultiBatch.Providers.Local.Tests.Journal.Support;

/// <summary>
/// A folder in memory that knows what a disk may forget, fails on demand, and tells before each operation what the test may
/// want to look at. Thread-safe.
/// </summary>
internal sealed class MemoryStateFolder : IStateFolder
{
    private readonly Lock _gate = new();
    private readonly List<Dictionary<string, MemoryFile>> _unsyncedEntries = [];
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
            _entries[name] = new MemoryFile { Cached = content, Synced = content };
            RememberEntries();
        }
    }

    public MemoryStateFolder Copy() => Copy(file => file.AfterKill(), _entries);

    /// <summary>A folder as the next start finds it when the power fails now.</summary>
    public MemoryStateFolder AfterPowerLoss(Random random)
    {
        lock (_gate)
        {
            // File systems keep the order of changes to a folder, but may lose any number of the last ones.
            var survived = random.Next(_unsyncedEntries.Count + 1);
            return Copy(file => file.AfterPowerLoss(random), survived == 0 ? _syncedEntries : _unsyncedEntries[survived - 1]);
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
            _entries[name] = file;
            RememberEntries();
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
            _entries[to] = Get(from);
            _entries.Remove(from);
            RememberEntries();
        }
    }

    public void Delete(string name)
    {
        Check(StateOperation.Delete, name);
        lock (_gate)
        {
            _entries.Remove(name);
            RememberEntries();
        }
    }

    public void Sync()
    {
        Check(StateOperation.SyncFolder, string.Empty);
        lock (_gate)
        {
            _syncedEntries = new Dictionary<string, MemoryFile>(_entries);
            _unsyncedEntries.Clear();
        }
    }

    private static MemoryStateFolder Copy(Func<MemoryFile, MemoryFile> survive, Dictionary<string, MemoryFile> entries)
    {
        var copies = entries.Values.Distinct().ToDictionary(file => file, survive);
        var survived = entries.ToDictionary(entry => entry.Key, entry => copies[entry.Value]);
        return new MemoryStateFolder { _entries = survived, _syncedEntries = new Dictionary<string, MemoryFile>(survived) };
    }

    private MemoryFile Get(string name) =>
        _entries.TryGetValue(name, out var file) ? file : throw new FileNotFoundException($"There is no '{name}'.");

    private void RememberEntries() => _unsyncedEntries.Add(new Dictionary<string, MemoryFile>(_entries));

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
