using System.Buffers;

namespace MultiBatch.Providers.Local.Processes.Portable;

/// <summary>Copies the output of a process to its log, so that it can be read while the process runs.</summary>
internal sealed class OutputPump : IDisposable
{
    private const int BufferSize = 32 * 1024;

    private readonly object _gate = new();
    private readonly FileStream _file;

    /// <exception cref="IOException">The file cannot be written.</exception>
    public OutputPump(string path) =>
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);

    /// <summary>Copies until the other end is closed. Several streams may be copied to one file at the same time.</summary>
    public async Task CopyAsync(Stream source)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int count;
            while ((count = await source.ReadAsync(buffer.AsMemory(), CancellationToken.None).ConfigureAwait(false)) > 0)
            {
                lock (_gate)
                {
                    _file.Write(buffer, 0, count);
                    _file.Flush();
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _file.Dispose();
        }
    }
}
