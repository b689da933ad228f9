namespace MultiBatch.Emulators.Azure.Operations;

/// <summary>The properties entities have, for filters and selections.</summary>
internal static class EntityNames
{
    public static readonly HashSet<string> Pool =
    [
        "id", "displayName", "url", "eTag", "lastModified", "creationTime", "state", "stateTransitionTime", "allocationState", "allocationStateTransitionTime", "vmSize",
        "virtualMachineConfiguration", "resizeTimeout", "resizeErrors", "currentDedicatedNodes", "currentLowPriorityNodes", "targetDedicatedNodes", "targetLowPriorityNodes",
        "enableAutoScale", "autoScaleFormula", "autoScaleEvaluationInterval", "autoScaleRun", "enableInterNodeCommunication", "networkConfiguration", "startTask",
        "applicationPackageReferences", "taskSlotsPerNode", "taskSchedulingPolicy", "userAccounts", "metadata", "stats", "mountConfiguration", "identity", "upgradePolicy",
        "cloudServiceConfiguration", "certificateReferences", "applicationLicenses", "targetNodeCommunicationMode", "currentNodeCommunicationMode",
    ];

    public static readonly HashSet<string> Node =
    [
        "id", "url", "state", "schedulingState", "stateTransitionTime", "lastBootTime", "allocationTime", "ipAddress", "affinityId", "vmSize", "totalTasksRun", "runningTasksCount",
        "runningTaskSlotsCount", "totalTasksSucceeded", "recentTasks", "startTask", "startTaskInfo", "certificateReferences", "errors", "isDedicated", "endpointConfiguration",
        "nodeAgentInfo", "virtualMachineInfo",
    ];

    public static readonly HashSet<string> Job =
    [
        "id", "displayName", "usesTaskDependencies", "url", "eTag", "lastModified", "creationTime", "state", "stateTransitionTime", "previousState", "previousStateTransitionTime",
        "priority", "allowTaskPreemption", "maxParallelTasks", "constraints", "jobManagerTask", "jobPreparationTask", "jobReleaseTask", "commonEnvironmentSettings", "poolInfo",
        "onAllTasksComplete", "onTaskFailure", "networkConfiguration", "metadata", "executionInfo", "stats",
    ];

    public static readonly HashSet<string> Task =
    [
        "id", "displayName", "url", "eTag", "lastModified", "creationTime", "exitConditions", "state", "stateTransitionTime", "previousState", "previousStateTransitionTime",
        "commandLine", "containerSettings", "resourceFiles", "outputFiles", "environmentSettings", "affinityInfo", "constraints", "requiredSlots", "userIdentity", "executionInfo",
        "nodeInfo", "multiInstanceSettings", "stats", "dependsOn", "applicationPackageReferences", "authenticationTokenSettings",
    ];

    public static readonly HashSet<string> File = ["name", "url", "isDirectory", "properties"];

    public static readonly HashSet<string> NodeCounts = ["poolId", "dedicated", "lowPriority"];

    public static readonly HashSet<string> Image = ["nodeAgentSKUId", "imageReference", "osType", "capabilities", "batchSupportEndOfLife", "verificationType"];

    public static readonly HashSet<string> Preparation = ["poolId", "nodeId", "nodeUrl", "jobPreparationTaskExecutionInfo", "jobReleaseTaskExecutionInfo"];
}
