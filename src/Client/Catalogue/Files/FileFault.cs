namespace MultiBatch.Catalogue.Files;

/// <summary>What went wrong with a file, as an error that says which file, why, and what helps.</summary>
internal static class FileFault
{
    // Error numbers of Linux and macOS, as the class library hands them over, and results of Windows.
    private static readonly HashSet<int> DiskFull = [28, unchecked((int)0x80070070), unchecked((int)0x80070027)];
    private static readonly HashSet<int> OverQuota = [OperatingSystem.IsMacOS() ? 69 : 122, unchecked((int)0x80070508)];
    private static readonly HashSet<int> ReadOnlyDisk = [30, unchecked((int)0x80070013)];
    private static readonly HashSet<int> Denied = [1, 13];
    private static readonly HashSet<int> NoLocks = [37, 46, 77, 95, 102];

    /// <summary>True for what the file system reports, which <see cref="ToBatchException"/> explains.</summary>
    public static bool Is(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary>Explains a fault.</summary>
    /// <param name="exception">The fault.</param>
    /// <param name="action">What was being done, as <c>Writing</c>.</param>
    /// <param name="path">The file or folder.</param>
    /// <param name="effect">Whether anything was changed.</param>
    public static BatchException ToBatchException(Exception exception, string action, string path, BatchEffect effect = BatchEffect.None)
    {
        var (code, why) = Explain(exception);
        return new BatchException(code, $"{action} '{path}' failed: {why}", exception) { Resource = path, Effect = effect };
    }

    private static (BatchErrorCode Code, string Why) Explain(Exception exception)
    {
        const string Elsewhere = "or keep MultiBatch's data elsewhere (environment variable MULTIBATCH_HOME).";
        if (exception is PathTooLongException)
        {
            return (BatchErrorCode.InvalidSpec, $"the path is too long. Use shorter names, {Elsewhere}");
        }

        if (exception is not IOException)
        {
            return (BatchErrorCode.PermissionDenied, $"this user may not do that. Give the user access to the folder, {Elsewhere}");
        }

        return exception.HResult switch
        {
            var code when DiskFull.Contains(code) => (BatchErrorCode.QuotaExceeded, $"the disk is full. Free some space, {Elsewhere}"),
            var code when OverQuota.Contains(code) => (BatchErrorCode.QuotaExceeded, $"the user's disk quota is used up. Free some space, {Elsewhere}"),
            var code when ReadOnlyDisk.Contains(code) => (BatchErrorCode.PermissionDenied, $"the file system is read-only. Make it writable, {Elsewhere}"),
            var code when Denied.Contains(code) => (BatchErrorCode.PermissionDenied, $"this user may not do that. Give the user access to the folder, {Elsewhere}"),
            var code when NoLocks.Contains(code) =>
                (BatchErrorCode.Unavailable, $"{Sentence(exception)} The file system has no locks, which several clients need. Use a local disk, {Elsewhere}"),
            _ => (BatchErrorCode.Unavailable, $"{Sentence(exception)} Look at the folder and its disk, {Elsewhere}"),
        };
    }

    private static string Sentence(Exception exception) => exception.Message.TrimEnd('.', ' ') + ".";
}
