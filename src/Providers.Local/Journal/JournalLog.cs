using Microsoft.Extensions.Logging;

namespace MultiBatch.Providers.Local.Journal;

/// <summary>What the journal writes to the log.</summary>
internal static partial class JournalLog
{
    [LoggerMessage(
        EventId = 3100,
        Level = LogLevel.Warning,
        Message = "State file '{File}' ends in an interrupted write: {Bytes} bytes from byte {Offset} on were dropped. No acknowledged change is lost.")]
    public static partial void TailDropped(ILogger logger, string file, long offset, long bytes);

    [LoggerMessage(
        EventId = 3101,
        Level = LogLevel.Warning,
        Message = "A snapshot is unusable; the state is rebuilt from older files, which are complete.")]
    public static partial void SnapshotPassedOver(ILogger logger, Exception problem);

    [LoggerMessage(
        EventId = 3102,
        Level = LogLevel.Warning,
        Message = "State file '{File}' is no longer needed but could not be deleted; it is tried again later.")]
    public static partial void NotDeleted(ILogger logger, Exception error, string file);

    [LoggerMessage(
        EventId = 3103,
        Level = LogLevel.Error,
        Message = "The journal stopped.")]
    public static partial void Stopped(ILogger logger, Exception error);

    [LoggerMessage(
        EventId = 3104,
        Level = LogLevel.Debug,
        Message = "State folder '{Folder}': {Items} items and {Records} records read in {Duration}; closed in good order: {WasClosed}.")]
    public static partial void Recovered(ILogger logger, string folder, long items, long records, TimeSpan duration, bool wasClosed);

    [LoggerMessage(
        EventId = 3105,
        Level = LogLevel.Debug,
        Message = "State folder '{Folder}': snapshot {Number} with {Items} items, {Bytes} bytes.")]
    public static partial void SnapshotWritten(ILogger logger, string folder, long number, long items, long bytes);
}
