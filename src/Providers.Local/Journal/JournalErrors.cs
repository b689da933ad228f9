using System.Globalization;
using MultiBatch.Providers.Local.Journal.Format;
using MultiBatch.Providers.Local.Journal.Storage;

namespace MultiBatch.Providers.Local.Journal;

/// <summary>The errors of the durable state, each with its place and the way out.</summary>
internal static class JournalErrors
{
    private const string ProviderName = "local";

    /// <summary>Another process, or another engine in this one, has the folder.</summary>
    public static BatchException FolderInUse(string folder, LockOwner? owner)
    {
        var holder = owner is null
            ? "another process"
            : string.Format(
                CultureInfo.InvariantCulture,
                "process {0} ({1}, since {2:u})",
                owner.ProcessId,
                owner.Program,
                owner.Since);
        return Error(
            BatchErrorCode.Conflict,
            $"State folder '{folder}' is in use by {holder}. Wait until it ends, stop it, or choose another state folder.",
            folder);
    }

    /// <summary>The folder cannot be made, entered or locked.</summary>
    public static BatchException CannotOpen(string folder, Exception cause) =>
        Error(CodeOf(cause), $"State folder '{folder}' cannot be opened: {Describe(cause)}", folder, cause);

    /// <summary>A write of the journal did not reach the disk.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cause">The error of the file system.</param>
    /// <param name="effect">Whether the records may be found at the next start.</param>
    public static BatchException NotWritten(string folder, Exception cause, BatchEffect effect) =>
        Error(
            CodeOf(cause),
            $"The journal in state folder '{folder}' could not be written: {Describe(cause)} "
                + "Nothing more is accepted until the folder is opened again; what was acknowledged is safe.",
            folder,
            cause,
            effect);

    /// <summary>An earlier error stopped the journal before this record was written.</summary>
    public static BatchException StoppedBy(string folder, BatchException earlier) =>
        Error(
            earlier.Code,
            $"State folder '{folder}' accepts nothing until it is opened again, because of an earlier error. {earlier.Message}",
            folder,
            earlier);

    /// <summary>A snapshot could not be written; the journal goes on without it.</summary>
    public static BatchException SnapshotNotWritten(string folder, Exception cause) =>
        Error(
            CodeOf(cause),
            $"A snapshot in state folder '{folder}' could not be written: {Describe(cause)} "
                + "No state is lost: the journal keeps everything until a later snapshot succeeds.",
            folder,
            cause);

    /// <summary>A file holds something that no interrupted write explains.</summary>
    public static BatchException Damaged(string folder, string file, long line, long offset, string what, Exception? cause = null) =>
        Error(
            BatchErrorCode.Provider,
            $"State file '{Path.Combine(folder, file)}' is damaged at line {line} (byte {offset}): {what}. Nothing was changed. "
                + $"Restore the folder from a backup, or move '{folder}' away to start with an empty one.",
            Path.Combine(folder, file),
            cause);

    /// <summary>A file that must be there is not.</summary>
    public static BatchException Missing(string folder, string file, string neededBy) =>
        Error(
            BatchErrorCode.Provider,
            $"State file '{Path.Combine(folder, file)}' is missing although {neededBy} needs it. Nothing was changed. "
                + $"Put it back from a backup, or move '{folder}' away to start with an empty one.",
            Path.Combine(folder, file));

    /// <summary>A newer program wrote the folder.</summary>
    public static BatchException NewerFormat(string folder, string file, int found, int supported) =>
        Error(
            BatchErrorCode.Unsupported,
            $"State file '{Path.Combine(folder, file)}' has format version {found}; this program knows versions up to {supported}. "
                + "Use the program that wrote it, or a newer one, or choose another state folder.",
            Path.Combine(folder, file));

    /// <summary>One record alone is larger than a line may be.</summary>
    public static BatchException RecordTooLong(long length) =>
        new(
            BatchErrorCode.InvalidSpec,
            $"The job needs a state record of {length} bytes; the largest is {LineFormat.MaxJsonLength}. Split it into smaller jobs.")
        {
            Provider = ProviderName,
        };

    private static BatchErrorCode CodeOf(Exception cause) =>
        StorageFault.IsDiskFull(cause) ? BatchErrorCode.Unavailable
        : StorageFault.IsRefused(cause) ? BatchErrorCode.PermissionDenied
        : BatchErrorCode.Provider;

    private static string Describe(Exception cause) =>
        StorageFault.IsDiskFull(cause) ? "the disk is full; free some space."
        : StorageFault.IsRefused(cause) ? "it is read-only for this user; check the permissions and how the disk is mounted."
        : cause.Message;

    private static BatchException Error(
        BatchErrorCode code,
        string message,
        string resource,
        Exception? cause = null,
        BatchEffect effect = BatchEffect.None) =>
        new(code, message, cause) { Provider = ProviderName, Resource = resource, Effect = effect };
}
