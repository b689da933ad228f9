namespace MultiBatch.Providers.Local.Logs;

/// <summary>Reads whole lines of a file that may still be written to. Stateless.</summary>
internal static class LogFileReader
{
    private const byte NewLine = (byte)'\n';
    private const int BlockSize = 64 * 1024;

    /// <summary>Reads lines from an offset on.</summary>
    /// <param name="path">The file; one that is not there is empty.</param>
    /// <param name="offset">The first byte.</param>
    /// <param name="most">The most bytes, at least 1.</param>
    /// <param name="isEnded">True when nothing more is written: then a last line without its newline counts.</param>
    /// <param name="isAtEnd">Whether the end of the file was reached.</param>
    /// <returns>Whole lines; a part of one only when it is longer than <paramref name="most"/> or the last one.</returns>
    public static byte[] Read(string path, long offset, int most, bool isEnded, out bool isAtEnd)
    {
        using var file = Open(path);
        var left = (file?.Length ?? 0) - offset;
        isAtEnd = left <= most;
        if (file is null || left <= 0)
        {
            return [];
        }

        file.Position = offset;
        var bytes = new byte[(int)Math.Min(left, most)];
        var length = Fill(file, bytes);
        if (!(isEnded && isAtEnd))
        {
            var lines = Array.LastIndexOf(bytes, NewLine, Math.Max(length - 1, 0), length) + 1;

            // A line that fills the page is given in parts; one that is still being written is waited for.
            length = lines == 0 && left >= most ? length : lines;
        }

        Array.Resize(ref bytes, length);
        return bytes;
    }

    /// <summary>The offset at which the last lines begin. A newline at the very end ends a line and begins none.</summary>
    public static long FindTail(string path, int lines)
    {
        using var file = Open(path);
        if (file is null || lines <= 0)
        {
            return file?.Length ?? 0;
        }

        var block = new byte[BlockSize];
        var found = 0;
        var length = file.Length;
        for (var end = length; end > 0;)
        {
            var start = Math.Max(0, end - BlockSize);
            file.Position = start;
            var count = Fill(file, block, (int)(end - start));
            for (var place = count - 1; place >= 0; place--)
            {
                if (block[place] == NewLine && start + place != length - 1 && ++found == lines)
                {
                    return start + place + 1;
                }
            }

            end = start;
        }

        return 0;
    }

    private static FileStream? Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static int Fill(FileStream file, byte[] bytes) => Fill(file, bytes, bytes.Length);

    private static int Fill(FileStream file, byte[] bytes, int wanted)
    {
        var length = 0;
        while (length < wanted && file.Read(bytes, length, wanted - length) is var read and > 0)
        {
            length += read;
        }

        return length;
    }
}
