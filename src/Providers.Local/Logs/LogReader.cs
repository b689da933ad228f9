using MultiBatch.Logs;
using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Logs;

/// <summary>Reads a page of the output of one attempt, from its files. Stateless.</summary>
internal static class LogReader
{
    /// <param name="paths">The attempt's files.</param>
    /// <param name="stream">Which output.</param>
    /// <param name="from">Where to go on; null to begin.</param>
    /// <param name="attempt">The attempt's place among all of the task, for the next token.</param>
    /// <param name="tailLines">When beginning: this many lines before the end of each output; null for the start.</param>
    /// <param name="maxBytes">The most bytes of the page.</param>
    /// <param name="isEnded">Whether the attempt has ended, as it was before the files are looked at.</param>
    public static LogSlice Read(AttemptPaths paths, LogStreamKind stream, LogToken? from, int attempt, int? tailLines, int maxBytes, bool isEnded)
    {
        var token = from ?? new LogToken(
            attempt,
            tailLines is { } lines ? LogFileReader.FindTail(paths.OutputFile, lines) : 0,
            tailLines is { } errorLines ? LogFileReader.FindTail(paths.ErrorFile, errorLines) : 0);
        byte[] output = [];
        byte[] error = [];
        var isAtEnd = true;
        if (stream != LogStreamKind.Error)
        {
            output = LogFileReader.Read(paths.OutputFile, token.Output, maxBytes, isEnded, out isAtEnd);
        }

        if (stream != LogStreamKind.Output && output.Length < maxBytes)
        {
            error = LogFileReader.Read(paths.ErrorFile, token.Error, maxBytes - output.Length, isEnded, out var isErrorAtEnd);
            isAtEnd &= isErrorAtEnd;
        }
        else if (stream != LogStreamKind.Output)
        {
            isAtEnd = false;
        }

        return new LogSlice(
            output,
            error,
            new LogToken(attempt, token.Output + output.Length, token.Error + error.Length),
            isEnded && isAtEnd);
    }
}
