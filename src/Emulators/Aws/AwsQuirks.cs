using MultiBatch.Emulators.Quirks;

namespace MultiBatch.Emulators.Aws;

/// <summary>The peculiarities of AWS Batch that are imitated.</summary>
internal static class AwsQuirks
{
    public const string StrictMembers = "aws.unknown-members-refused";
    public const string ListDefaultRunning = "aws.list-default-running";
    public const string ListExcludesChildren = "aws.list-excludes-children";
    public const string OneFilter = "aws.one-filter-only";
    public const string FilterIgnoresStatus = "aws.filter-ignores-status";
    public const string NameFilterIgnoresCase = "aws.name-filter-ignores-case";
    public const string StaleLists = "aws.stale-lists";
    public const string ChildrenByIndex = "aws.children-listed-by-index";
    public const string ParentStaysPending = "aws.parent-stays-pending";
    public const string CancelRunningDoesNothing = "aws.cancel-running-does-nothing";
    public const string StopUnknownSucceeds = "aws.stop-unknown-succeeds";
    public const string BulkStopsReplyOk = "aws.bulk-stops-reply-200";
    public const string DescribeSkipsUnknown = "aws.describe-skips-unknown";
    public const string OverridesFailLate = "aws.overrides-fail-late";
    public const string StreamFromRunning = "aws.stream-from-running";
    public const string ParentHasNoStream = "aws.parent-has-no-stream";
    public const string EmptyLinesDropped = "aws.empty-lines-dropped";
    public const string TokenAtEnd = "aws.log-token-repeats-at-end";
    public const string TimeoutNotRetried = "aws.timeout-not-retried";
    public const string NoMatchRetries = "aws.no-match-retries";
    public const string HeadBlocksQueue = "aws.head-blocks-queue";
    public const string NoCapacityFallback = "aws.no-capacity-fallback";
    public const string ReasonOnlyAtHead = "aws.reason-only-at-head";
    public const string NoSubmitToken = "aws.no-submit-token";
    public const string DisableBeforeDelete = "aws.disable-before-delete";
    public const string AlreadyExistsText = "aws.already-exists-has-no-code";
    public const string DependentFails = "aws.dependent-fails-with-predecessor";
    public const string UsableMemory = "aws.usable-memory";

    public static IReadOnlyList<Quirk> All { get; } =
    [
        new(StrictMembers, QuirkSource.Assumed, "A member of a request that the API does not have is refused, so that a slip of a client is seen."),
        new(ListDefaultRunning, QuirkSource.Documentation, "ListJobs without a status lists RUNNING jobs alone.", "ListJobs"),
        new(ListExcludesChildren, QuirkSource.Documentation, "ListJobs of a queue leaves out the children of arrays.", "ListJobs"),
        new(OneFilter, QuirkSource.Documentation, "ListJobs takes one filter; a second one is refused.", "ListJobs"),
        new(FilterIgnoresStatus, QuirkSource.Documentation, "With a filter other than SHARE_IDENTIFIER, ListJobs takes no notice of the status.", "ListJobs"),
        new(NameFilterIgnoresCase, QuirkSource.Documentation, "The filter JOB_NAME compares without case; an asterisk at its end matches any rest.", "ListJobs"),
        new(StaleLists, QuirkSource.Issue, "Lists show what was true a moment ago: a job just submitted may be missing.", "aws/containers-roadmap#2798"),
        new(ChildrenByIndex, QuirkSource.Assumed, "The children of an array are listed by index, from the first; without it, from the last."),
        new(ParentStaysPending, QuirkSource.Documentation, "The parent of an array stays PENDING while its children start and run.", "Array jobs"),
        new(CancelRunningDoesNothing, QuirkSource.Documentation, "CancelJob of a job that is STARTING or RUNNING succeeds and does nothing.", "CancelJob"),
        new(StopUnknownSucceeds, QuirkSource.Assumed, "CancelJob and TerminateJob of a job that is not known succeed and do nothing."),
        new(BulkStopsReplyOk, QuirkSource.Documentation, "CancelJobs and TerminateJobs reply 200 also when single jobs have errors; a job that is not known counts as done.", "TerminateJobs"),
        new(DescribeSkipsUnknown, QuirkSource.Documentation, "DescribeJobs leaves out ids it does not know, without an error.", "DescribeJobs"),
        new(OverridesFailLate, QuirkSource.Issue, "A job whose container overrides have more than 8,192 characters is accepted and fails when it starts.", "Netflix/metaflow#1482"),
        new(StreamFromRunning, QuirkSource.Documentation, "A job has a log stream from RUNNING on; before, the Logs API knows no such stream.", "JobDetail"),
        new(ParentHasNoStream, QuirkSource.Documentation, "The parent of an array has no log stream.", "Array jobs"),
        new(EmptyLinesDropped, QuirkSource.Assumed, "Empty lines of the output do not reach the log stream, since an event cannot be empty."),
        new(TokenAtEnd, QuirkSource.Documentation, "GetLogEvents returns the token it was given when there is nothing more.", "GetLogEvents"),
        new(TimeoutNotRetried, QuirkSource.Documentation, "An attempt that ran into its timeout is not tried again.", "Job timeouts"),
        new(NoMatchRetries, QuirkSource.Documentation, "An attempt that no rule of evaluateOnExit matches is tried again while attempts are left.", "Automated job retries"),
        new(HeadBlocksQueue, QuirkSource.Documentation, "A job at the head of a first-come queue that cannot be placed keeps those behind it waiting.", "Jobs stuck in RUNNABLE"),
        new(NoCapacityFallback, QuirkSource.Assumed, "A job that found no machine in the first environment that fits is not placed in the next one."),
        new(ReasonOnlyAtHead, QuirkSource.Documentation, "Only the job at the head of a queue is told why it does not start.", "Jobs stuck in RUNNABLE"),
        new(NoSubmitToken, QuirkSource.Issue, "SubmitJob has no token: the same request twice makes two jobs.", "aws/containers-roadmap#2798"),
        new(DisableBeforeDelete, QuirkSource.Documentation, "A queue or an environment must be DISABLED, and free of dependents, before it can be deleted.", "DeleteJobQueue"),
        new(AlreadyExistsText, QuirkSource.Assumed, "A name that is taken is a ClientException; only its text says so."),
        new(DependentFails, QuirkSource.Documentation, "A job whose predecessor failed fails with it and never runs.", "Job dependencies"),
        new(UsableMemory, QuirkSource.Issue, "A machine has less memory for jobs than its type says: a job that asks for all of it never starts.", "aws/containers-roadmap#2231"),
    ];
}
