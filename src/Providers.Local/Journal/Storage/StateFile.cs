namespace MultiBatch.Providers.Local.Journal.Storage;

/// <summary>A real file, written without a buffer in between.</summary>
internal sealed class StateFile : IStateFile
{
    private readonly FileStream _stream;

    public StateFile(string path, FileMode mode)
    {
        _stream = new FileStream(path, mode, FileAccess.Write, FileShare.Read, bufferSize: 1);
        _stream.Seek(0, SeekOrigin.End);
    }

    /// <inheritdoc/>
    public void Write(byte[] buffer, int offset, int count)
    {
        _stream.Write(buffer, offset, count);
        _stream.Flush();
    }

    /// <inheritdoc/>
    public void Sync()
    {
        if (OperatingSystem.IsWindows())
        {
            _stream.Flush(flushToDisk: true);
        }
        else
        {
            // Not Flush(true): it ignores the EROFS with which ext4 reports that it gave up and lost the write.
            UnixFile.Sync(_stream.SafeFileHandle, _stream.Name);
        }
    }

    /// <inheritdoc/>
    public void Truncate(long length)
    {
        _stream.SetLength(length);
        _stream.Seek(length, SeekOrigin.Begin);
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
