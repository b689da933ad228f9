using System.Text;
using MultiBatch.JobFiles.Syntax;

namespace MultiBatch.JobFiles.Tables;

/// <summary>
/// Reads task tables: a header with names of environment variables, as they are or in dsub's form (<c>--env NAME</c>), then a row for each
/// child. Cells are text, kept as they are. Files are UTF-8, or UTF-16 with a byte order mark; they are read piece by piece.
/// </summary>
public static class TaskTableReader
{
    private const int PieceLength = 32 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">Which rows; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The table, or every problem of the file; a file that cannot be opened is a problem too.</returns>
    public static async Task<TaskTableResult> ReadAsync(string path, TaskRowRange? rows = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);

        var builder = new TaskTableBuilder(path, rows);
        try
        {
            using var file = Open(path, isAsync: true);
            using var text = new StreamReader(file, Utf8, detectEncodingFromByteOrderMarks: true);
            var piece = new char[PieceLength];
            var feed = new TaskTableFeed(builder, FormatOf(path));
            int length;
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
                length = await text.ReadAsync(piece, 0, piece.Length).ConfigureAwait(false);
            }
            while (length > 0 && feed.Take(piece.AsSpan(0, length)));

            feed.End();
        }
        catch (Exception e) when (Describe(e) is { } problem)
        {
            builder.Refuse(problem.Position, problem.Message);
        }

        return builder.Build();
    }

    /// <summary>Reads a file, blocking the caller; otherwise as <see cref="ReadAsync"/>.</summary>
    public static TaskTableResult Read(string path, TaskRowRange? rows = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);

        try
        {
            using var file = Open(path, isAsync: false);
            using var text = new StreamReader(file, Utf8, detectEncodingFromByteOrderMarks: true);
            return Read(text, path, FormatOf(path), rows, cancellationToken);
        }
        catch (Exception e) when (Describe(e) is { } problem)
        {
            var builder = new TaskTableBuilder(path, rows);
            builder.Refuse(problem.Position, problem.Message);
            return builder.Build();
        }
    }

    /// <summary>Reads text, blocking the caller.</summary>
    /// <param name="text">The text.</param>
    /// <param name="sourceName">What to call it in problems.</param>
    /// <param name="format">Its form.</param>
    /// <param name="rows">Which rows; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The table, or every problem of the text.</returns>
    public static TaskTableResult Read(
        TextReader text,
        string sourceName = "task table",
        TaskTableFormat format = TaskTableFormat.Auto,
        TaskRowRange? rows = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);

        var builder = new TaskTableBuilder(sourceName, rows);
        var piece = new char[PieceLength];
        var feed = new TaskTableFeed(builder, format);
        try
        {
            int length;
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
                length = text.Read(piece, 0, piece.Length);
            }
            while (length > 0 && feed.Take(piece.AsSpan(0, length)));

            feed.End();
        }
        catch (Exception e) when (Describe(e) is { } problem)
        {
            builder.Refuse(problem.Position, problem.Message);
        }

        return builder.Build();
    }

    private static FileStream Open(string path, bool isAsync) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1, isAsync);

    private static TaskTableFormat FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".tsv" or ".tab" => TaskTableFormat.Tsv,
        ".csv" => TaskTableFormat.Csv,
        _ => TaskTableFormat.Auto,
    };

    /// <summary>What an error of the file or its text means; null for errors that are not about either.</summary>
    private static (Position Position, string Message)? Describe(Exception error) => error switch
    {
        SourceRefusedException refused => (refused.Position, refused.Message),
        DecoderFallbackException => (default, "the file is not UTF-8; save it as UTF-8."),
        _ => FileComplaint.Of(error) is { } message ? (default(Position), message) : null,
    };
}
