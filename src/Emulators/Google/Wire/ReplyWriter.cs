using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MultiBatch.Emulators.Google.Wire;

/// <summary>Writes the JSON of a reply. Defaults are left out, as the service does.</summary>
internal sealed class ReplyWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly bool _isNumeric;

    public ReplyWriter(bool isNumeric)
    {
        _isNumeric = isNumeric;
        Json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public Utf8JsonWriter Json { get; }

    public void Text(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            Json.WriteString(name, value);
        }
    }

    public void Word(string name, EnumType words, int number)
    {
        if (_isNumeric)
        {
            Json.WriteNumber(name, number);
        }
        else
        {
            Json.WriteString(name, words.Words[number]);
        }
    }

    public void Time(string name, DateTimeOffset? value)
    {
        if (value is { } time)
        {
            Json.WriteString(name, ProtoText.Time(time));
        }
    }

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Finish()
    {
        Json.Flush();
        return _buffer.WrittenMemory;
    }

    public void Dispose() => Json.Dispose();
}
