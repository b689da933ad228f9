using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MultiBatch.Providers.Local.Journal.Format;

/// <summary>Lines that wait to be written, in one block of memory. Not thread-safe.</summary>
#pragma warning disable CA1001 // The JSON writer writes to this block and holds nothing to release.
internal sealed class LineBuffer : IBufferWriter<byte>
#pragma warning restore CA1001
{
    private const int SmallestSize = 16 * 1024;
    private const int LargestKept = 4 * 1024 * 1024;

    private readonly Utf8JsonWriter _json;
    private byte[] _bytes = new byte[SmallestSize];

    public LineBuffer()
    {
        _json = new Utf8JsonWriter(this, new JsonWriterOptions
        {
            // The files are never part of a web page; unescaped text is smaller and can be read by people.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Indented = false,
            SkipValidation = true,
        });
    }

    /// <summary>The block; the first <see cref="Length"/> bytes are in use.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>The bytes in use.</summary>
    public int Length { get; private set; }

    /// <summary>The lines in use.</summary>
    public int Lines { get; private set; }

    /// <summary>Adds one line. When <paramref name="serializer"/> throws, the buffer stays as it was.</summary>
    /// <returns>The line's length in bytes.</returns>
    public int Add<T>(byte mark, T value, IRecordSerializer<T> serializer)
    {
        var start = Length;
        try
        {
            GetSpan(LineFormat.PrefixLength);
            Advance(LineFormat.PrefixLength);
            serializer.Write(_json, value);
            _json.Flush();
            Seal(start, mark);
        }
        catch
        {
            Length = start;
            throw;
        }
        finally
        {
            _json.Reset();
        }

        Lines++;
        return Length - start;
    }

    /// <summary>Forgets the lines and gives back the memory of an unusually large block.</summary>
    public void Clear()
    {
        Length = 0;
        Lines = 0;
        if (_bytes.Length > LargestKept)
        {
            _bytes = new byte[SmallestSize];
        }
    }

    /// <inheritdoc/>
    public void Advance(int count) => Length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(Length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(Length);
    }

    private void Seal(int start, byte mark)
    {
        var line = _bytes.AsSpan(start, Length - start);
        var json = line.Slice(LineFormat.PrefixLength);
        if (json.Length > LineFormat.MaxJsonLength)
        {
            throw JournalErrors.RecordTooLong(json.Length);
        }

        if (json.IsEmpty || json.IndexOf(LineFormat.Terminator) >= 0)
        {
            throw new InvalidOperationException("A record must be one line of JSON.");
        }

        LineFormat.WritePrefix(line, mark);
        GetSpan(1)[0] = LineFormat.Terminator;
        Advance(1);
    }

    private void Reserve(int sizeHint)
    {
        var needed = Length + Math.Max(sizeHint, 1);
        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(needed, _bytes.Length * 2));
        }
    }
}
