namespace MultiBatch.Catalogue.Files;

/// <summary>Files that are written whole or not at all, and are on the disk when the write returns.</summary>
internal static class AtomicFile
{
    private const int Tries = 10;
    private static readonly TimeSpan DelayBetweenTries = TimeSpan.FromMilliseconds(20);

    /// <summary>Reads a file; null when there is none.</summary>
    public static byte[]? Read(string path)
    {
        try
        {
            // Sharing everything lets a writer replace the file meanwhile, on Windows too.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            using var content = new MemoryStream();
            file.CopyTo(content);
            return content.ToArray();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            throw FileFault.ToBatchException(e, "Reading", path);
        }
    }

    /// <summary>
    /// Writes a file: to a file beside it, onto the disk, then over the old one in one step. The caller holds a lock for this path,
    /// so that what a crash left beside it can be written over.
    /// </summary>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, TimeProvider clock, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(path)!;
        var temporary = Path.Combine(folder, "." + Path.GetFileName(path) + ".tmp");
        var effect = BatchEffect.None;
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1))
            {
                await file.WriteAsync(content, cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            await ReplaceAsync(temporary, path, clock, cancellationToken).ConfigureAwait(false);
            effect = BatchEffect.Applied;
            SyncFolder(folder);
        }
        catch (Exception e)
        {
            if (effect == BatchEffect.None)
            {
                TryDelete(temporary);
            }

            if (FileFault.Is(e))
            {
                throw FileFault.ToBatchException(e, "Writing", path, effect);
            }

            throw;
        }
    }

    /// <summary>Deletes a file; nothing happens when there is none.</summary>
    public static void Delete(string path)
    {
        try
        {
            File.Delete(path);
            SyncFolder(Path.GetDirectoryName(path)!);
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing there is what was asked for.
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            throw FileFault.ToBatchException(e, "Deleting", path);
        }
    }

    /// <summary>Creates a folder and those above it, durably; each new one is open to its owner only.</summary>
    public static void CreateFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        var parent = Path.GetDirectoryName(path);
        if (parent is not null)
        {
            CreateFolder(parent);
        }

        try
        {
            if (OperatingSystem.IsWindows())
            {
                // Folders of a user's profile are the user's own there.
                Directory.CreateDirectory(path);
                return;
            }

            UnixFile.CreatePrivateFolder(path);
            if (!Directory.Exists(path))
            {
                throw new IOException("Something that is no folder has this name.");
            }

            SyncFolder(parent!);
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            throw FileFault.ToBatchException(e, "Creating the folder", path);
        }
    }

    private static async Task ReplaceAsync(string temporary, string path, TimeProvider clock, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                File.Move(temporary, path, overwrite: true);
                return;
            }
            catch (Exception e) when (FileFault.Is(e) && OperatingSystem.IsWindows() && attempt < Tries)
            {
                // Virus scanners and indexers open a new file for a moment.
                await Task.Delay(DelayBetweenTries, clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            // The error under way says more; what is left is written over by the next write.
        }
    }

    private static void SyncFolder(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            UnixFile.SyncFolder(path);
        }
    }
}
