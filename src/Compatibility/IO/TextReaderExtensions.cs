using Microsoft.CodeAnalysis;

namespace System.IO;

[Embedded]
internal static class TextReaderExtensions
{
    // The older readers cannot be interrupted: the token is honoured between calls.
    public static ValueTask<string?> ReadLineAsync(this TextReader reader, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<string?>(reader.ReadLineAsync());
    }

    public static Task<string> ReadToEndAsync(this TextReader reader, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return reader.ReadToEndAsync();
    }
}
