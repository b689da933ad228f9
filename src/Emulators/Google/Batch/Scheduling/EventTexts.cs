using System.Globalization;
using MultiBatch.Emulators.Google.Batch.Model;

namespace MultiBatch.Emulators.Google.Batch.Scheduling;

/// <summary>What the service says in events. Clients take zones, machines and codes from these texts.</summary>
internal static class EventTexts
{
    public const string Type = "STATUS_CHANGED";

    // https://cloud.google.com/batch/docs/troubleshooting#reserved-exit-codes
    public const int OtherFailure = 50000;
    public const int Preempted = 50001;
    public const int NoUpdates = 50002;
    public const int TimedOut = 50005;

    public static bool IsReserved(int exitCode) => exitCode is > OtherFailure and <= 50006;

    public static string JobMoved(JobEntry job, JobState from, JobState to, string? more = null) => $"Job state is set from {from.Word()} to {to.Word()} for job {job.NumberedName}.{more}";

    public static string TaskMoved(TaskState from, TaskState to, string machine) => $"Task state is updated from {from.Word()} to {to.Word()} on {machine}.";

    public static string TaskFailed(string machine, int exitCode)
    {
        var cause = exitCode switch
        {
            Preempted => " due to Spot VM preemption",
            NoUpdates => " due to Batch no longer receives VM updates",
            50003 => " due to VM is rebooted during task execution",
            50004 => " due to VM and task are unresponsive",
            TimedOut => " due to task runs over the maximum runtime",
            50006 => " due to VM is recreated during task execution",
            _ => string.Empty,
        };
        return string.Create(CultureInfo.InvariantCulture, $"Task state is updated from RUNNING to FAILED on {machine}{cause} with exit code {exitCode}.");
    }

    public static string JobFailed(int index, string taskEvent) => string.Create(
        CultureInfo.InvariantCulture,
        $"Job failed due to task failure. Specifically, task with index {index} failed due to the following task event: \"{taskEvent}\"");

    public static string NoMachines(string reason) => $"VM in Managed Instance Group meets error: Batch Error: {reason}";

    public static string CannotRun(string reason) => $"Job gets non-retryable information Batch Error: {reason}";

    public static string Exhausted(string zone) =>
        $"code - CODE_GCE_ZONE_RESOURCE_POOL_EXHAUSTED, description - error count is 1, latest message example: The zone '{zone}' does not have enough resources available to fulfill the request.";

    public static string NoSuchMachine(string name, string zone) => $"code - CODE_MACHINE_TYPE_NOT_FOUND, description - The machine type {name} was not found in zone {zone}.";

    public static string InvalidField(string id) => $"code - CODE_GCE_INVALID_FIELD_VALUE, description - The instance template of job {id} has an invalid value.";
}
