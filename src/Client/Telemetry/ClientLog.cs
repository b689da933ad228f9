using Microsoft.Extensions.Logging;
using MultiBatch.Jobs;
using MultiBatch.Submissions;

namespace MultiBatch.Telemetry;

/// <summary>What the client logs. Never values of variables or secrets, nor commands: they may hold either.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(1, LogLevel.Information, "Call {Operation} failed ({Code}): {Message} Try {Tries} is over; the next follows in {Delay}.")]
    public static partial void Retrying(ILogger logger, string operation, int tries, TimeSpan delay, BatchErrorCode code, string message);

    [LoggerMessage(2, LogLevel.Warning, "The reply to submission {SubmissionId} was lost ({Code}): {Message} It is being looked up.")]
    public static partial void Settling(ILogger logger, string submissionId, BatchErrorCode code, string message);

    [LoggerMessage(3, LogLevel.Information, "Submission {SubmissionId} was looked up {Looks} times: {Status}.")]
    public static partial void Settled(ILogger logger, string submissionId, SubmissionStatus status, int looks);

    [LoggerMessage(4, LogLevel.Warning, "Submission {SubmissionId} had left a second job, {Job}; it is being stopped, and {Survivor} goes on.")]
    public static partial void StoppingDuplicate(ILogger logger, string submissionId, JobReference job, JobReference survivor);

    [LoggerMessage(5, LogLevel.Information, "{Count} submits are sent again in {Delay}.")]
    public static partial void SendingAgain(ILogger logger, int count, TimeSpan delay);

    [LoggerMessage(6, LogLevel.Warning, "A look at {Count} jobs failed ({Code}): {Message}")]
    public static partial void LookFailed(ILogger logger, int count, BatchErrorCode code, string message);

    [LoggerMessage(7, LogLevel.Error, "The supervision of held job {Job} failed ({Code}): {Message}")]
    public static partial void SupervisionFailed(ILogger logger, JobReference job, BatchErrorCode code, string message);

    [LoggerMessage(8, LogLevel.Information, "Held job {SubmissionId} was started as {Job}.")]
    public static partial void HeldStarted(ILogger logger, string submissionId, JobReference job);

    [LoggerMessage(9, LogLevel.Warning, "Held job {SubmissionId} could not be started ({Code}): {Message}")]
    public static partial void HeldStartFailed(ILogger logger, string submissionId, BatchErrorCode code, string message);

    [LoggerMessage(10, LogLevel.Warning, "Held jobs could not be looked at ({Code}): {Message} The next look follows.")]
    public static partial void HeldLookFailed(ILogger logger, BatchErrorCode code, string message);
}
