using MultiBatch.Diagnosis;
using MultiBatch.Jobs;

namespace MultiBatch.TestSupport.InMemory;

/// <content>Why jobs wait.</content>
public sealed partial class InMemoryService
{
    internal JobDiagnosis Diagnose(JobReference reference)
    {
        if (Find(reference) is not var (job, index))
        {
            throw Error(BatchErrorCode.NotFound, $"There is no job {reference}.", reference.ToString());
        }

        var findings = new List<JobFinding>();
        var view = index is { } one ? _views.Of(job.Tasks[one]) : View(job);
        if (view.State == JobState.Blocked)
        {
            findings.Add(new JobFinding { Code = "WaitsForJob", Summary = view.Reason ?? "It waits for another job.", IsCertain = true });
        }
        else if (view.State == JobState.Queued && !job.Queue.Environments.Any(environment => environment.CouldHold(job)))
        {
            findings.Add(new JobFinding
            {
                Code = "NeedsMoreThanAnyEnvironment",
                Summary = $"No environment of the queue '{job.Queue.Spec.Name}' could ever hold {job.VCpus} vCPUs and {job.Memory}.",
                Fix = "Ask for less, or add a larger environment to the queue.",
                IsCertain = true,
            });
        }
        else if (view.State == JobState.Queued)
        {
            findings.Add(new JobFinding { Code = "EnvironmentsFull", Summary = "The environments of the queue are full.", IsCertain = false });
        }
        else if (view.State is JobState.Failed or JobState.Cancelled)
        {
            findings.Add(new JobFinding { Code = view.Cause.ToString() ?? "Unknown", Summary = view.Reason ?? "It did not succeed.", IsCertain = true });
        }

        return new JobDiagnosis { Job = reference, Findings = findings };
    }
}
