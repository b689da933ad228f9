using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Reading;
using MultiBatch.JobFiles.Syntax;
using MultiBatch.JobFiles.Tables;

namespace MultiBatch.JobFiles;

/// <summary>
/// Reads job files. Everything that is wrong with a file is reported at once, each with its line; no exception but cancellation and those
/// for wrong arguments leaves a method here. Files are UTF-8, or UTF-16 with a byte order mark, of at most 16 MiB.
/// </summary>
public static class JobFileReader
{
    /// <summary>Reads a file and the task tables it names.</summary>
    /// <param name="path">The file. Its extension decides on the form; without a known one, its text does.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The file, or every problem it has; a file that cannot be opened is a problem too.</returns>
    public static async Task<JobFileResult> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);

        var document = await LoadAsync(path, cancellationToken).ConfigureAwait(false);
        var result = document.Interpret();
        if (document.Tables.Wanted is { Count: > 0 } wanted)
        {
            foreach (var table in wanted)
            {
                document.Tables.Add(table, await TaskTableReader.ReadAsync(table.Path, table.Rows, cancellationToken).ConfigureAwait(false));
            }

            result = document.Interpret();
        }

        return result;
    }

    /// <summary>Reads a text. Task tables it names are read too, blocking the caller.</summary>
    /// <param name="text">The text.</param>
    /// <param name="format">Its form. Default: told by the extension of <paramref name="sourceName"/>, else by the text.</param>
    /// <param name="sourceName">What to call the text in problems.</param>
    /// <param name="folder">Where relative paths of task tables begin; null to refuse them.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The file, or every problem it has.</returns>
    public static JobFileResult Parse(
        string text,
        JobFileFormat format = JobFileFormat.Auto,
        string sourceName = "job file",
        string? folder = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(sourceName);

        var document = JobFileDocument.Parse(() => text, format, sourceName, folder);
        var result = document.Interpret();
        if (document.Tables.Wanted is { Count: > 0 } wanted)
        {
            foreach (var table in wanted)
            {
                document.Tables.Add(table, TaskTableReader.Read(table.Path, table.Rows, cancellationToken));
            }

            result = document.Interpret();
        }

        return result;
    }

    private static async Task<JobFileDocument> LoadAsync(string path, CancellationToken cancellationToken)
    {
        byte[] bytes;
        try
        {
            bytes = await SourceFile.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (FileComplaint.Of(e) is not null || e is SourceRefusedException)
        {
            var message = FileComplaint.Of(e) ?? e.Message;
            return JobFileDocument.Parse(() => throw new SourceRefusedException(default, message), JobFileFormat.Auto, path, folder: null);
        }

        return JobFileDocument.Parse(() => SourceText.Decode(bytes), JobFileFormat.Auto, path, Path.GetDirectoryName(path) ?? string.Empty);
    }
}
