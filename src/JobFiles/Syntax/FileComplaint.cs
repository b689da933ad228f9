namespace MultiBatch.JobFiles.Syntax;

/// <summary>Why a file cannot be read, in words.</summary>
internal static class FileComplaint
{
    /// <summary>The reason; null when the error is not about the file.</summary>
    public static string? Of(Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => "the file does not exist; check the path.",
        UnauthorizedAccessException => "the file cannot be read: it is a folder, or permission is missing.",
        PathTooLongException => "the path is too long.",
        // Paths with characters the system does not take end in one of these two, by framework.
        NotSupportedException or ArgumentException { ParamName: "path" } => "the path is not one this system has.",
        IOException io => "the file cannot be read: " + io.Message,
        _ => null,
    };
}
