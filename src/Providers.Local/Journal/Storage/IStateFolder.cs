namespace MultiBatch.Providers.Local.Journal.Storage;

/// <summary>
/// The folder that holds the durable state: the few file operations that the journal is built from, so that tests can
/// fail or forget any of them. Names are file names without a path. Thread-safe. Failures are
/// <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.
/// </summary>
internal interface IStateFolder
{
    /// <summary>The folder's full path, for messages.</summary>
    string Path { get; }

    /// <summary>Creates the folder when it is missing and takes it for this process alone until the result is disposed.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.Conflict"/>: another opener has it.</exception>
    IDisposable Lock();

    /// <summary>The names of all files.</summary>
    IReadOnlyList<string> List();

    /// <summary>Creates an empty file for writing, in place of one that has this name.</summary>
    IStateFile Create(string name);

    /// <summary>Opens an existing file for writing at its end.</summary>
    IStateFile Append(string name);

    /// <summary>Opens an existing file for reading from its start.</summary>
    Stream Read(string name);

    /// <summary>Renames a file in one step; a file that has the new name is replaced.</summary>
    void Rename(string from, string to);

    /// <summary>Deletes a file; nothing happens when it is missing.</summary>
    void Delete(string name);

    /// <summary>Makes every creation, renaming and deletion so far durable.</summary>
    void Sync();
}
