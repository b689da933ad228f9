using System.Text;

namespace MultiBatch.Providers.Local.Hosting.Logging;

/// <summary>What an engine that does not start has said.</summary>
internal sealed class LogTail
{
    private const int MostBytes = 8 * 1024;
    private const int MostLines = 20;

    private readonly string _path;
    private readonly long _start;

    /// <summary>Remembers where the log ends now: what is there is of earlier engines.</summary>
    public LogTail(string path)
    {
        _path = path;
        _start = Length(path);
    }

    /// <summary>The last lines since then; empty when there are none.</summary>
    public string Read()
    {
        try
        {
            using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

            // A shorter file is a new one.
            var start = file.Length < _start ? 0 : _start;
            file.Position = Math.Max(start, file.Length - MostBytes);
            using var reader = new StreamReader(file, Encoding.UTF8);
            var lines = reader.ReadToEnd().Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
            return string.Join(Environment.NewLine, lines.Skip(Math.Max(0, lines.Length - MostLines)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    private static long Length(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? file.Length : 0;
    }
}
