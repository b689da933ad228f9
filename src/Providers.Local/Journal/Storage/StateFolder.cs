namespace MultiBatch.Providers.Local.Journal.Storage;

/// <summary>A real folder on a local disk.</summary>
internal sealed class StateFolder : IStateFolder
{
    private readonly TimeProvider _time;

    /// <param name="path">The folder; it need not exist.</param>
    /// <param name="time">The clock for the note on who holds the lock.</param>
    public StateFolder(string path, TimeProvider time)
    {
        Path = System.IO.Path.GetFullPath(path);
        _time = time;
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <inheritdoc/>
    public IDisposable Lock()
    {
        CreateIfMissing(Path);
        return FolderLock.Acquire(Path, _time);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> List() =>
        Directory.EnumerateFiles(Path).Select(path => System.IO.Path.GetFileName(path)).ToList();

    /// <inheritdoc/>
    public IStateFile Create(string name) => new StateFile(FullPath(name), FileMode.Create);

    /// <inheritdoc/>
    public IStateFile Append(string name) => new StateFile(FullPath(name), FileMode.Open);

    /// <inheritdoc/>
    public Stream Read(string name) =>
        new FileStream(FullPath(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);

    /// <inheritdoc/>
    public void Rename(string from, string to) => File.Move(FullPath(from), FullPath(to), overwrite: true);

    /// <inheritdoc/>
    public void Delete(string name) => File.Delete(FullPath(name));

    /// <inheritdoc/>
    public void Sync()
    {
        // Windows journals names by itself and cannot flush a folder.
        if (!OperatingSystem.IsWindows())
        {
            UnixFile.SyncFolder(Path);
        }
    }

    /// <summary>Creates the folder for this user alone when it is missing.</summary>
    public static void CreateIfMissing(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        var parent = System.IO.Path.GetDirectoryName(path);
        if (parent is null || OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(parent);

        // Job specs may name things that other users of the machine have no business with.
        UnixFile.CreatePrivateFolder(path);
        UnixFile.SyncFolder(parent);
    }

    private string FullPath(string name) => System.IO.Path.Combine(Path, name);
}
