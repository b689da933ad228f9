namespace MultiBatch.Providers.Google.Planning;

/// <summary>Where the service's rules are documented.</summary>
internal static class GoogleSources
{
    public const string Quotas = "https://cloud.google.com/batch/quotas";
    public const string Job = "https://cloud.google.com/batch/docs/reference/rest/v1/projects.locations.jobs";
    public const string CreateJob = "https://cloud.google.com/batch/docs/reference/rest/v1/projects.locations.jobs/create";
    public const string Labels = "https://cloud.google.com/batch/docs/organize-resources-using-labels";
    public const string Retries = "https://cloud.google.com/batch/docs/automate-task-retries";
    public const string ReservedCodes = "https://cloud.google.com/batch/docs/troubleshooting#reserved-exit-codes";
    public const string Storage = "https://cloud.google.com/batch/docs/create-run-job-storage";
    public const string Gpus = "https://cloud.google.com/batch/docs/create-run-job-gpus";
    public const string Secrets = "https://cloud.google.com/batch/docs/create-run-job-secret-manager";
    public const string Network = "https://cloud.google.com/batch/docs/specify-network";
    public const string Environment = "https://cloud.google.com/batch/docs/create-run-job-environment-variables";
    public const string Logs = "https://cloud.google.com/batch/docs/analyze-job-using-logs";
    public const string Locations = "https://cloud.google.com/batch/docs/locations";
    public const string Dependencies = "https://cloud.google.com/batch/docs/reference/rest/v1alpha/projects.locations.jobs";
    public const string Ours = "MultiBatch";
}
