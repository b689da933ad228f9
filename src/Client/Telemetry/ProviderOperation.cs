namespace MultiBatch.Telemetry;

/// <summary>Names of calls to providers, as they stand in traces, metrics and logs.</summary>
internal static class ProviderOperation
{
    public const string GetCapabilities = "get_capabilities";
    public const string Plan = "plan";
    public const string Submit = "submit_jobs";
    public const string FindSubmission = "find_submission";
    public const string GetJobs = "get_jobs";
    public const string ListJobs = "list_jobs";
    public const string StopJobs = "stop_jobs";
    public const string ReadLog = "read_log";
    public const string Restart = "restart_job";
    public const string GetSpec = "get_job_spec";
    public const string FindDependents = "find_dependents";
    public const string Diagnose = "diagnose_job";
    public const string FindDefinition = "find_definition";
    public const string FindQueue = "find_queue";
    public const string ListQueues = "list_queues";
    public const string FindEnvironment = "find_environment";
    public const string CreateEnvironment = "create_environment";
    public const string UpdateEnvironment = "update_environment";
    public const string DeleteEnvironment = "delete_environment";
    public const string ListEnvironments = "list_environments";
    public const string CreateQueue = "create_queue";
    public const string UpdateQueue = "update_queue";
    public const string DeleteQueue = "delete_queue";
    public const string RegisterDefinition = "register_definition";
    public const string DeregisterDefinition = "deregister_definition";
    public const string ListDefinitions = "list_definitions";
}
