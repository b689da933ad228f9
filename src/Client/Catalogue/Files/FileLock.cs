namespace MultiBatch.Catalogue.Files;

/// <summary>
/// An exclusive lock between processes, on a file of its own that is never deleted (a deleted lock file lets two owners in). It ends with
/// <see cref="Dispose"/> or with the process.
/// </summary>
internal sealed class FileLock : IDisposable
{
    // What the class library gives a file that is open elsewhere without sharing: on Windows, Linux and macOS.
    private static readonly HashSet<int> HeldElsewhere = [unchecked((int)0x80070020), OperatingSystem.IsMacOS() ? 35 : 11];
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(32);
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Waits for the lock.</summary>
    /// <param name="path">The lock file; created when it is not there, in a folder that is.</param>
    /// <param name="patience">How long to wait for another owner.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.Timeout"/> when another owner keeps it; or what the file system reports.</exception>
    public static async Task<FileLock> AcquireAsync(string path, TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var delay = FirstDelay;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryAcquire(path) is { } acquired)
            {
                return acquired;
            }

            if (clock.GetElapsedTime(start) >= patience)
            {
                throw new BatchException(
                    BatchErrorCode.Timeout,
                    $"Another process has held the lock '{path}' for {DurationText.Format(patience)}. Wait for it or end it; the lock ends with its process.")
                {
                    Resource = path,
                    IsTransient = true,
                };
            }

            // Two owners that wait for each other's turn in step would meet again and again.
            await Task.Delay(delay + TimeSpan.FromTicks(Environment.TickCount & 0x1FFF), clock, cancellationToken).ConfigureAwait(false);
            delay = delay + delay < LongestDelay ? delay + delay : LongestDelay;
        }
    }

    public void Dispose() => _file.Dispose();

    private static FileLock? TryAcquire(string path)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);

            // Elsewhere the class library locks too, but lets pass a file system that has no locks, or a process told not to use them.
            if (OperatingSystem.IsWindows() || UnixFile.TryLock(file.SafeFileHandle, path))
            {
                var acquired = new FileLock(file);
                file = null;
                return acquired;
            }

            return null;
        }
        catch (IOException e) when (HeldElsewhere.Contains(e.HResult))
        {
            return null;
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            throw FileFault.ToBatchException(e, "Locking", path);
        }
        finally
        {
            file?.Dispose();
        }
    }
}
