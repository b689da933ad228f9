namespace MultiBatch.Providers.Local.Journal.Format;

/// <summary>Reads a file line by line with bounded memory, whatever the file holds.</summary>
internal sealed class LineReader : IDisposable
{
    private const int StartSize = 256 * 1024;
    private const int LargestLine = LineFormat.PrefixLength + LineFormat.MaxJsonLength;

    private readonly Stream _stream;
    private byte[] _buffer = new byte[StartSize];
    private int _lineStart;
    private int _lineLength;
    private int _next;
    private int _filled;
    private long _bufferOffset;

    public LineReader(Stream stream)
    {
        _stream = stream;
    }

    /// <summary>The current line without its terminator; only the beginning of one that is too long.</summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_lineStart, _lineLength);

    /// <summary>The byte offset of the current line in the file.</summary>
    public long Offset { get; private set; }

    /// <summary>The number of the current line, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether the current line ends in its terminator and is of an allowed length; false for a cut-off last line.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>The offset after the current line and its terminator; at the end the length of the file.</summary>
    public long End => _bufferOffset + _next;

    /// <summary>Goes to the next line.</summary>
    /// <returns>False at the end of the file.</returns>
    public bool MoveNext()
    {
        Offset = End;
        _lineStart = _next;
        var searched = 0;
        while (true)
        {
            var rest = _buffer.AsSpan(_lineStart + searched, _filled - _lineStart - searched);
            var terminator = rest.IndexOf(LineFormat.Terminator);
            if (terminator >= 0)
            {
                return Found(searched + terminator, 1, whole: true);
            }

            searched += rest.Length;
            if (searched > LargestLine)
            {
                return SkipOverlong();
            }

            if (!Fill())
            {
                return searched > 0 && Found(searched, 0, whole: false);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private bool Found(int length, int terminatorLength, bool whole)
    {
        _lineLength = length;
        _next = _lineStart + length + terminatorLength;
        IsWhole = whole && length <= LargestLine;
        Number++;
        return true;
    }

    /// <summary>Moves the unfinished line to the front if there is no room behind it, and reads on.</summary>
    private bool Fill()
    {
        if (_filled == _buffer.Length)
        {
            if (_lineStart == 0)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            MoveLineToFront();
        }

        return Read();
    }

    private void MoveLineToFront()
    {
        Buffer.BlockCopy(_buffer, _lineStart, _buffer, 0, _filled - _lineStart);
        _bufferOffset += _lineStart;
        _filled -= _lineStart;
        _lineStart = 0;
    }

    private bool Read()
    {
        var read = _stream.Read(_buffer, _filled, _buffer.Length - _filled);
        _filled += read;
        return read > 0;
    }

    /// <summary>Passes over a line that no writer makes, such as a run of zeros, and keeps only its first bytes.</summary>
    private bool SkipOverlong()
    {
        const int Kept = 64;
        MoveLineToFront();
        int terminator;
        do
        {
            // Everything but the first bytes was searched before: drop it.
            _bufferOffset += _filled - Kept;
            _filled = Kept;
            if (!Read())
            {
                return Found(Kept, 0, whole: false);
            }

            terminator = _buffer.AsSpan(Kept, _filled - Kept).IndexOf(LineFormat.Terminator);
        }
        while (terminator < 0);

        Found(Kept + terminator, 1, whole: false);
        _lineLength = Kept;
        return true;
    }
}
