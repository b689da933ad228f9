namespace MultiBatch.JobFiles.Syntax;

/// <summary>Reads the bytes of a job file, and no more of it than a job file has.</summary>
internal static class SourceFile
{
    /// <exception cref="SourceRefusedException">The file is larger than a job file may be.</exception>
    public static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1, useAsync: true);
        using var content = new MemoryStream();
        var piece = new byte[64 * 1024];

        // The length of a pipe or a device is not known before its end.
        int length;
        while ((length = await file.ReadAsync(piece.AsMemory(), cancellationToken).ConfigureAwait(false)) > 0)
        {
            content.Write(piece, 0, length);
            if (content.Length > SourceLimits.MaxBytes)
            {
                throw new SourceRefusedException(default, Message);
            }
        }

        return content.ToArray();
    }

    public static string Message { get; } =
        $"the file has more than {SourceLimits.MaxBytes / (1024 * 1024)} MiB; split it, or put the rows of an array into a task table.";
}
