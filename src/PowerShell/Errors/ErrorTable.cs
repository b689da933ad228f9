using System.Management.Automation;
using MultiBatch.PowerShell.Binding;

namespace MultiBatch.PowerShell.Errors;

/// <summary>
/// The one table of error ids and categories. An id is the row's, with the subject before it where the row says so: <c>JobNotFound</c>.
/// Scripts branch on ids, so a row is never renamed.
/// </summary>
internal static class ErrorTable
{
    private static readonly Dictionary<BatchErrorCode, ErrorRow> Codes = new()
    {
        [BatchErrorCode.InvalidSpec] = new("InvalidSpec", ErrorCategory.InvalidArgument, "Mend what the message names. Get-BatchPlan shows what becomes of each field."),
        [BatchErrorCode.Unsupported] = new("Unsupported", ErrorCategory.NotImplemented, "Test-BatchJob shows where the job can run, and the nearest rewrite."),
        [BatchErrorCode.NotFound] = new("NotFound", ErrorCategory.ObjectNotFound, "List what there is with the Get cmdlet, and check the connection.", hasSubject: true),
        [BatchErrorCode.AlreadyExists] = new("AlreadyExists", ErrorCategory.ResourceExists, "Choose another name, or change what is there with the Set cmdlet.", hasSubject: true),
        [BatchErrorCode.Conflict] = new("Conflict", ErrorCategory.InvalidOperation, "Look at it with the Get cmdlet, and try again when it is in another state.", hasSubject: true),
        [BatchErrorCode.PermissionDenied] = new("PermissionDenied", ErrorCategory.PermissionDenied, "The identity of the connection needs the permission that the message names."),
        [BatchErrorCode.Unauthenticated] = new("Unauthenticated", ErrorCategory.AuthenticationError, "Sign in with the vendor's own tool, or connect with another -Profile."),
        [BatchErrorCode.QuotaExceeded] = new("QuotaExceeded", ErrorCategory.QuotaExceeded, "Ask for less at a time, or raise the quota."),
        [BatchErrorCode.NoCapacity] = new("NoCapacity", ErrorCategory.ResourceUnavailable, "Try another machine type, region or way to buy."),
        [BatchErrorCode.Throttled] = new("Throttled", ErrorCategory.LimitsExceeded, "Try again later; calls are repeated by themselves for a while."),
        [BatchErrorCode.Timeout] = new("Timeout", ErrorCategory.OperationTimeout, "Try again; what was asked may still happen."),
        [BatchErrorCode.Unavailable] = new("Unavailable", ErrorCategory.ConnectionError, "Test-BatchConnection tries the connection."),
        [BatchErrorCode.SubmissionUnknown] = new("SubmissionUnknown", ErrorCategory.InvalidResult, "Submit again with the -SubmissionId that the message names: that settles it and makes no second job."),
        [BatchErrorCode.Provider] = new("ProviderError", ErrorCategory.NotSpecified, "The message is the provider's own."),
    };

    private static readonly ErrorRow Input = new("InvalidInput", ErrorCategory.InvalidArgument, "Mend what the message names.");
    private static readonly ErrorRow File = new("FileError", ErrorCategory.ReadError, "Check the path and its permissions.");
    private static readonly ErrorRow Unexpected = new("UnexpectedError", ErrorCategory.NotSpecified, "This is a mistake in the module; please report it with the details of the exception.");

    /// <summary>A job that ended without success, with <c>-FailOnJobError</c>.</summary>
    public static ErrorRow JobFailed { get; } = new("JobFailed", ErrorCategory.OperationStopped, "Get-BatchJob -Explain says why; Get-BatchJobLog shows its output.");

    /// <summary>A job that had not ended in the time given.</summary>
    public static ErrorRow WaitTimedOut { get; } = new("WaitTimedOut", ErrorCategory.OperationTimeout, "The job goes on; wait again with Wait-BatchJob.");

    /// <summary>Two of the things that were given cannot both be true.</summary>
    public static ErrorRow Contradiction { get; } = new("ConnectionContradiction", ErrorCategory.InvalidArgument, "Leave -Connection out: a reference names its connection.");

    /// <summary>Every id that can occur, without its subject.</summary>
    public static IReadOnlyList<ErrorRow> Rows { get; } = [.. Codes.Values, Input, File, Unexpected, JobFailed, WaitTimedOut, Contradiction];

    /// <summary>The record of an error.</summary>
    /// <param name="error">The error.</param>
    /// <param name="subject">What it is about, as <c>Job</c>.</param>
    /// <param name="target">What it happened with; the resource of the error where there is nothing better.</param>
    public static ErrorRecord Record(Exception error, string subject, object? target)
    {
        var row = error switch
        {
            CmdletInputException input => input.Row ?? Input,
            BatchException batch => Codes[batch.Code],
            ArgumentException or FormatException => Input,
            IOException or UnauthorizedAccessException => File,
            _ => Unexpected,
        };
        return Record(error, row, subject, target ?? (error as BatchException)?.Resource ?? (error as CmdletInputException)?.Target);
    }

    public static ErrorRecord Record(Exception error, ErrorRow row, string subject, object? target) =>
        new(error, row.HasSubject ? subject + row.Id : row.Id, row.Category, target)
        {
            ErrorDetails = new ErrorDetails(error.Message) { RecommendedAction = row.Action },
        };

    /// <summary>True for errors of the work; false for what the pipeline itself throws to end it.</summary>
    public static bool IsOurs(Exception error) =>
        error is BatchException or CmdletInputException or ArgumentException or FormatException or IOException or UnauthorizedAccessException
            or NotSupportedException or InvalidOperationException and not PSInvalidOperationException and not ObjectDisposedException;
}
