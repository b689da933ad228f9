namespace MultiBatch.Providers.Local.Journal.Storage;

/// <summary>
/// The exclusive use of a state folder. It ends with the process at the latest, so a killed owner leaves nothing to clean up.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const string LockName = "lock";

    private readonly FileStream _file;
    private readonly string _folder;

    private FolderLock(FileStream file, string folder)
    {
        _file = file;
        _folder = folder;
    }

    /// <summary>Takes the lock of an existing folder or says who has it.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.Conflict"/>: another opener has it.</exception>
    public static FolderLock Acquire(string folder, TimeProvider time) =>
        TryAcquire(folder, time) ?? throw JournalErrors.FolderInUse(folder, LockOwner.Find(folder));

    /// <summary>Takes the lock of an existing folder, or returns null when another opener has it.</summary>
    public static FolderLock? TryAcquire(string folder, TimeProvider time)
    {
        var path = Path.Combine(folder, LockName);
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);

            // The class library's own lock is silently absent on file systems without locks and when a switch turns it off.
            if (!OperatingSystem.IsWindows() && !UnixFile.TryLock(file.SafeFileHandle, path))
            {
                file.Dispose();
                return null;
            }

            LockOwner.Write(folder, time);
            return new FolderLock(file, folder);
        }
        catch (IOException error) when (file is null && StorageFault.IsSharingViolation(error))
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw JournalErrors.CannotOpen(folder, error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_file.SafeFileHandle.IsClosed)
        {
            return;
        }

        LockOwner.Remove(_folder);
        _file.Dispose();
    }
}
