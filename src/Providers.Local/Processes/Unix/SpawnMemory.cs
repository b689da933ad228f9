using System.Text;

namespace MultiBatch.Providers.Local.Processes.Unix;

/// <summary>
/// The arguments of one spawn in the form the C library takes, in one rented block: the table of pointers, then the text.
/// </summary>
internal unsafe ref struct SpawnMemory
{
    private readonly byte* _end;
    private byte* _next;

    /// <param name="start">The pinned start of the block.</param>
    /// <param name="size">Its size, at least what <see cref="SizeOf(SpawnCall, int)"/> says.</param>
    /// <param name="call">What is to be written.</param>
    public SpawnMemory(byte* start, int size, SpawnCall call)
    {
        _end = start + size;
        var table = (byte**)start;
        Arguments = table;
        Environment = table + call.Arguments.Count + 1;
        _next = (byte*)(Environment + call.Environment.Count + 1);

        for (var i = 0; i < call.Arguments.Count; i++)
        {
            Arguments[i] = Add(call.Arguments[i]);
        }

        Arguments[call.Arguments.Count] = null;
        for (var i = 0; i < call.Environment.Count; i++)
        {
            var (name, value) = (call.Environment[i].Key, call.Environment[i].Value);
            Environment[i] = _next;
            Write(name);
            *_next++ = (byte)'=';
            Write(value);
            *_next++ = 0;
        }

        Environment[call.Environment.Count] = null;
    }

    public byte** Arguments { get; }

    public byte** Environment { get; }

    public static int SizeOf(SpawnCall call, int otherCharacters)
    {
        var pointers = call.Arguments.Count + call.Environment.Count + 2;
        long bytes = Encoding.UTF8.GetMaxByteCount(otherCharacters) + 16;
        foreach (var argument in call.Arguments)
        {
            bytes += SizeOf(argument) + 1;
        }

        foreach (var variable in call.Environment)
        {
            bytes += SizeOf(variable.Key) + SizeOf(variable.Value) + 2;
        }

        return checked((int)((pointers * (long)sizeof(byte*)) + bytes));
    }

    /// <summary>Adds a text with its end mark.</summary>
    public byte* Add(string text)
    {
        var start = _next;
        Write(text);
        *_next++ = 0;
        return start;
    }

    // Exact for long texts; for short ones the bound is quicker than counting.
    private static int SizeOf(string text) => text.Length < 512 ? text.Length * 3 : Encoding.UTF8.GetByteCount(text);

    private void Write(string text)
    {
        fixed (char* characters = text)
        {
            _next += text.Length == 0 ? 0 : Encoding.UTF8.GetBytes(characters, text.Length, _next, (int)(_end - _next));
        }
    }
}
