using MultiBatch.Emulators.Quirks;

namespace MultiBatch.Emulators.Google;

/// <summary>The peculiarities of Google Cloud Batch and Cloud Logging that are imitated.</summary>
internal static class GoogleQuirks
{
    public const string StrictFields = "google.unknown-fields-refused";
    public const string JobIdRequired = "google.job-id-required";
    public const string ProjectNumbers = "google.project-numbers";
    public const string TasksAppearLate = "google.tasks-appear-late";
    public const string RequestIdsRemembered = "google.request-ids-remembered";
    public const string CancelTwiceRefused = "google.cancel-twice-refused";
    public const string CancelEndedAccepted = "google.cancel-ended-accepted";
    public const string CancelLeavesUnexecuted = "google.cancel-leaves-tasks-unexecuted";
    public const string HiddenAttempts = "google.attempts-hidden";
    public const string OldCodesStay = "google.old-reserved-codes-stay";
    public const string EventsUnordered = "google.events-unordered";
    public const string TimeoutRetried = "google.timeout-retried";
    public const string BadMachineFailsLate = "google.bad-machine-type-fails-late";
    public const string ShortageStaysScheduled = "google.shortage-stays-scheduled";
    public const string ResourcesFitMachine = "google.resources-must-fit-machine";
    public const string StaleLists = "google.stale-lists";
    public const string LogsOnlyWhenAsked = "google.logs-only-when-asked";
    public const string LogsArriveLate = "google.logs-arrive-late";
    public const string ErrorsBySeverity = "google.stderr-is-error";
    public const string TaskIdIsPath = "google.task-id-label-is-a-path";
    public const string EmptyLinesDropped = "google.empty-lines-dropped";
    public const string DependencyNeverMet = "google.dependency-never-met-fails";

    public static IReadOnlyList<Quirk> All { get; } =
    [
        new(StrictFields, QuirkSource.Recording, "A field of a request that the API does not have is refused."),
        new(JobIdRequired, QuirkSource.Issue, "A job without an id of the caller's is refused, although the documentation calls it optional.", "googleapis/python-batch#76"),
        new(ProjectNumbers, QuirkSource.Recording, "Names of task groups and tasks, and texts, carry the number of the project, not its id."),
        new(TasksAppearLate, QuirkSource.Issue, "Just after its creation a job has no tasks: the list is empty, each task is not found.", "nextflow-io/nextflow#5422"),
        new(RequestIdsRemembered, QuirkSource.Documentation, "A request with an id that was there within 60 minutes is answered without doing it again.", "CreateJobRequest"),
        new(CancelTwiceRefused, QuirkSource.Issue, "Cancelling a job that is being cancelled is refused.", "broadinstitute/cromwell GCPBATCH"),
        new(CancelEndedAccepted, QuirkSource.Issue, "Cancelling a job that has ended is accepted and changes nothing.", "broadinstitute/cromwell GCPBATCH"),
        new(CancelLeavesUnexecuted, QuirkSource.Assumed, "The tasks a cancellation ends are UNEXECUTED; without it those that ran are FAILED with 50000."),
        new(HiddenAttempts, QuirkSource.Issue, "A try of a task that failed with a code of its own and is tried again leaves no event.", "broadinstitute/cromwell#7684"),
        new(OldCodesStay, QuirkSource.Issue, "A try that ended with a reserved code stays among the events, also of a task that succeeded later.", "nextflow-io/nextflow#6779"),
        new(EventsUnordered, QuirkSource.Issue, "Events are not in the order of their times.", "nextflow-io/nextflow#6779"),
        new(TimeoutRetried, QuirkSource.Documentation, "A try that ran over its longest time is tried again like any other failure.", "TaskSpec"),
        new(BadMachineFailsLate, QuirkSource.Issue, "A machine type that does not exist is accepted; the job fails later, without ever having had tasks.", "nextflow-io/nextflow#5550"),
        new(ShortageStaysScheduled, QuirkSource.Issue, "A job that gets no machines stays SCHEDULED; only an event says why.", "nextflow-io/nextflow#3061"),
        new(ResourcesFitMachine, QuirkSource.Assumed, "A task that needs more than a machine of the given type has is refused."),
        new(StaleLists, QuirkSource.Assumed, "Lists of jobs show what was true a moment ago: a job just created may be missing."),
        new(LogsOnlyWhenAsked, QuirkSource.Documentation, "Output is kept only where a logs policy says so.", "LogsPolicy"),
        new(LogsArriveLate, QuirkSource.Issue, "A line can be read from Cloud Logging some time after it was written, also after the end of the job.", "snakemake/snakemake-executor-plugin-googlebatch"),
        new(ErrorsBySeverity, QuirkSource.Issue, "Standard error is told from standard output by its severity, ERROR.", "googleapis/google-cloud-python#12005"),
        new(TaskIdIsPath, QuirkSource.Assumed, "The label task_id is task/UID-group0-INDEX/TRY/STEP; without it UID-group0-INDEX."),
        new(EmptyLinesDropped, QuirkSource.Assumed, "Empty lines of the output are no log entries."),
        new(DependencyNeverMet, QuirkSource.Assumed, "A job whose dependency (v1alpha) cannot be met any more fails; without it, it stays QUEUED."),
    ];
}
