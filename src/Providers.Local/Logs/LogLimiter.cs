using System.Text;
using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Logs;

/// <summary>
/// Keeps the output of attempts below a size. Tasks write straight to their files, so what is too much can only be taken back: the beginning
/// is kept, then comes a mark, and what is written after it is dropped each time it is seen.
/// </summary>
internal sealed class LogLimiter
{
    private readonly long _limit;
    private readonly byte[] _mark;

    public LogLimiter(ByteSize limit)
    {
        _limit = limit.Bytes;
        _mark = Encoding.UTF8.GetBytes($"\n[multibatch: the output was longer than {limit}; the rest was dropped]\n");
    }

    /// <summary>Cuts both files of an attempt.</summary>
    /// <returns>Whether one of them was cut for the first time.</returns>
    public bool Cut(AttemptPaths paths) => Cut(paths.OutputFile) | Cut(paths.ErrorFile);

    private bool Cut(string path)
    {
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists || info.Length <= _limit + _mark.Length)
            {
                return false;
            }

            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            file.Position = _limit;
            if (IsMarkNext(file))
            {
                file.SetLength(_limit + _mark.Length);
                return false;
            }

            file.SetLength(_limit);
            file.Position = _limit;
            file.Write(_mark, 0, _mark.Length);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Seen again the next time.
            return false;
        }
    }

    private bool IsMarkNext(FileStream file)
    {
        var found = new byte[_mark.Length];
        var length = 0;
        while (length < found.Length && file.Read(found, length, found.Length - length) is var read and > 0)
        {
            length += read;
        }

        return found.AsSpan().SequenceEqual(_mark);
    }
}
