using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace MultiBatch.Providers.Local.Hosting.Logging;

/// <summary>
/// Writes what an engine of its own says into a file beside its state; the file before it is kept. Thread-safe. A disk on which nothing can
/// be written must not stop the engine, so lines that cannot be written are lost.
/// </summary>
internal sealed class EngineLogFile : ILogger
{
    private const string PreviousSuffix = ".1";
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    private readonly object _gate = new();
    private readonly string _path;
    private readonly long _largest;
    private readonly TimeProvider _time;

    /// <param name="path">The file.</param>
    /// <param name="largest">The size at which a new file is begun.</param>
    /// <param name="time">The clock.</param>
    public EngineLogFile(string path, ByteSize largest, TimeProvider time)
    {
        _path = path;
        _largest = largest.Bytes;
        _time = time;
    }

    public static ByteSize DefaultSize { get; } = ByteSize.FromMebibytes(1);

    /// <summary>Puts a file that has grown large aside.</summary>
    public static void Rotate(string path, ByteSize largest)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length >= largest.Bytes)
            {
                File.Move(path, path + PreviousSuffix, overwrite: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The file goes on growing until it can be moved.
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and < LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            var time = _time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            var error = exception is null ? string.Empty : Environment.NewLine + exception;
            Append($"{time} [{Environment.ProcessId}] {logLevel}: {formatter(state, exception)}{error}{Environment.NewLine}");
        }
    }

    private void Append(string text)
    {
        lock (_gate)
        {
            Rotate(_path, new ByteSize(_largest));
            try
            {
                // Opened for each line: the runtime's own last words go to the same file, and an engine says little.
                using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
                var bytes = Encoding.GetBytes(text);
                file.Write(bytes, 0, bytes.Length);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // As the summary says.
            }
        }
    }
}
