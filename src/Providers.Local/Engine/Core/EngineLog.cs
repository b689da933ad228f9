using Microsoft.Extensions.Logging;

namespace MultiBatch.Providers.Local.Engine.Core;

/// <summary>What the engine writes to the log.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(EventId = 3000, Level = LogLevel.Error, Message = "The local engine stopped accepting work.")]
    public static partial void Failed(ILogger logger, Exception error);

    [LoggerMessage(EventId = 3001, Level = LogLevel.Information, Message = "Local engine on '{Folder}': {Jobs} jobs, {Settled} attempts of an earlier engine settled, {Adopted} of them still running.")]
    public static partial void Opened(ILogger logger, string folder, int jobs, int settled, int adopted);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Warning, Message = "A snapshot of the state failed; the journal goes on without it.")]
    public static partial void SnapshotFailed(ILogger logger, Exception error);

    [LoggerMessage(EventId = 3003, Level = LogLevel.Warning, Message = "Attempt {Attempt} could not be started for the moment ({Reason}); trying again in {Delay}.")]
    public static partial void StartPostponed(ILogger logger, string attempt, string reason, TimeSpan delay);

    [LoggerMessage(EventId = 3004, Level = LogLevel.Warning, Message = "The output of attempt {Attempt} is longer than {Limit}; what comes after is dropped.")]
    public static partial void LogTruncated(ILogger logger, string attempt, ByteSize limit);
}
