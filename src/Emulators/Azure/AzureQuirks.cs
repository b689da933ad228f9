using MultiBatch.Emulators.Quirks;

namespace MultiBatch.Emulators.Azure;

/// <summary>The peculiarities of Azure Batch that are imitated.</summary>
internal static class AzureQuirks
{
    public const string StrictMembers = "azure.unknown-members-refused";
    public const string JobLocation = "azure.job-location-is-job-1";
    public const string EnumsEchoedInOtherCase = "azure.enums-echoed-in-other-case";
    public const string VmSizeLowerCased = "azure.vm-size-lower-cased";
    public const string NoLimitIsMaximum = "azure.no-limit-is-a-duration";
    public const string InheritsRetries = "azure.task-inherits-job-retries";
    public const string CountsLag = "azure.task-counts-lag";
    public const string HeadErrorsBare = "azure.head-errors-without-body";
    public const string MalformedUrlHtml = "azure.malformed-url-is-html";
    public const string TagIgnoresStates = "azure.tag-unchanged-by-states";
    public const string EmptyJobComplete = "azure.empty-job-is-complete";
    public const string TerminatedKeepsActive = "azure.terminated-job-keeps-active-tasks";
    public const string BlockedForEver = "azure.failed-predecessor-blocks";
    public const string SlotsNotChecked = "azure.slots-not-checked";
    public const string PreemptionNotCounted = "azure.preemption-not-counted";
    public const string ReactivationForgets = "azure.reactivation-loses-exit-data";
    public const string TimeoutIsTaskEnded = "azure.timeout-shows-task-ended";
    public const string TimeoutNotRetried = "azure.timeout-not-retried";
    public const string EndedWithoutExitCode = "azure.ended-task-without-exit-code";
    public const string FilesGoneWithNode = "azure.files-gone-with-node";
    public const string FilesRefusedWhileActive = "azure.files-refused-while-active";
    public const string DeletingTakesTime = "azure.deleting-takes-time";
    public const string CollectionOrder = "azure.collection-in-other-order";
    public const string IdsIgnoreCase = "azure.ids-ignore-case";
    public const string NoShell = "azure.commands-without-shell";
    public const string Quoting = "azure.command-line-quoting";
    public const string AutoScaleRarely = "azure.autoscale-enabled-rarely";
    public const string JobWithoutPool = "azure.job-without-pool-waits";
    public const string ContainersMatchPool = "azure.container-settings-match-pool";
    public const string RangeIsOk = "azure.range-replies-200";
    public const string ContentType = "azure.content-type-minimal-metadata";
    public const string JobQuota = "azure.active-job-quota";

    public static IReadOnlyList<Quirk> All { get; } =
    [
        new(StrictMembers, QuirkSource.Assumed, "A member of a request that this version of the API does not have is refused, so that a slip of a client is seen."),
        new(JobLocation, QuirkSource.Recording, "The address in the reply to a new job ends in `/jobs/job-1`, whatever the job's id."),
        new(EnumsEchoedInOtherCase, QuirkSource.Recording, "Some words come back with other capitals than documented and sent: `Spread`, `TaskSuccess`, `Success`, `UserError`."),
        new(VmSizeLowerCased, QuirkSource.Recording, "The size of the machines comes back in lower case."),
        new(NoLimitIsMaximum, QuirkSource.Recording, "No limit on the time is shown as P10675199DT2H48M5.4775807S."),
        new(InheritsRetries, QuirkSource.Recording, "A task without a number of retries has its job's."),
        new(CountsLag, QuirkSource.Issue, "Task counts show what was true some minutes ago.", "Azure/batch-shipyard#346"),
        new(HeadErrorsBare, QuirkSource.Recording, "What is refused to a HEAD request has no body, and so no code."),
        new(MalformedUrlHtml, QuirkSource.Recording, "An address with control characters is answered by a page of HTML."),
        new(TagIgnoresStates, QuirkSource.Recording, "The tag of a task, and when it was last modified, do not change with its state."),
        new(EmptyJobComplete, QuirkSource.Documentation, "A job without tasks counts as one whose tasks are all complete, and ends at once when it is to end with them.", "Job_Add, onAllTasksComplete"),
        new(TerminatedKeepsActive, QuirkSource.Documentation, "Tasks that wait when their job is terminated stay active for ever.", "Job_Terminate"),
        new(BlockedForEver, QuirkSource.Documentation, "A task whose predecessor failed stays active for ever and never runs.", "Task dependencies"),
        new(SlotsNotChecked, QuirkSource.Issue, "A task that needs more slots than a node has is taken, and stays active for ever.", "Azure/Batch#117"),
        new(PreemptionNotCounted, QuirkSource.Documentation, "Tasks of a spot node that is taken away start anew, and nothing counts it.", "TaskExecutionInformation, requeueCount"),
        new(ReactivationForgets, QuirkSource.Documentation, "A reactivated task has lost its exit code, its failure and its count of retries.", "Task_Reactivate"),
        new(TimeoutIsTaskEnded, QuirkSource.Assumed, "A task that took longer than it may fails with the code TaskEnded, as one that somebody ended."),
        new(TimeoutNotRetried, QuirkSource.Documentation, "Retries follow exit codes alone: a task that took longer than it may is not tried again.", "TaskConstraints, maxTaskRetryCount"),
        new(EndedWithoutExitCode, QuirkSource.Assumed, "A task that was ended has no exit code."),
        new(FilesGoneWithNode, QuirkSource.Documentation, "The files of a task are gone with its node.", "File_GetFromTask"),
        new(FilesRefusedWhileActive, QuirkSource.Issue, "The files of a task that is active are refused as invalid for its state.", "MicrosoftDocs/azure-docs#53298"),
        new(DeletingTakesTime, QuirkSource.Issue, "A pool or job that was deleted is there for a while, deleting; its id cannot be used until it is gone.", "nextflow-io/nextflow#2110"),
        new(CollectionOrder, QuirkSource.Documentation, "The results of a collection of tasks are in another order than the tasks.", "Task_AddCollection"),
        new(IdsIgnoreCase, QuirkSource.Documentation, "Ids that differ in case alone are the same.", "Pool_Add"),
        new(NoShell, QuirkSource.Documentation, "Commands are not run by a shell: nothing is expanded, piped or chained.", "Task_Add, commandLine"),
        new(Quoting, QuirkSource.Assumed, "A command line is split at blanks; single quotes, double quotes and backslashes join as in a POSIX shell."),
        new(AutoScaleRarely, QuirkSource.Documentation, "Automatic scaling is enabled again after 30 seconds at the earliest.", "Pool_EnableAutoScale"),
        new(JobWithoutPool, QuirkSource.Documentation, "A job on a pool that does not exist is taken; its tasks wait until there is such a pool.", "PoolInformation, poolId"),
        new(ContainersMatchPool, QuirkSource.Documentation, "A task has container settings when its pool has a container configuration, and only then.", "TaskContainerSettings"),
        new(RangeIsOk, QuirkSource.Assumed, "A part of a file is replied with status 200, as the whole is; without it, with 206."),
        new(ContentType, QuirkSource.Assumed, "A body is taken only as `application/json; odata=minimalmetadata`."),
        new(JobQuota, QuirkSource.Issue, "Jobs that are not completed count against a quota, also when nothing of them runs.", "nextflow-io/nextflow#5575"),
    ];
}
