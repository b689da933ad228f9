using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Aws.Mapping;

namespace MultiBatch.Providers.Aws.Planning;

/// <summary>The roles a task runs under, and is started under.</summary>
internal static class IdentityFields
{
    public static void Plan(JobSpec spec, PlanFacts facts, JobDraft draft, DispositionList list)
    {
        draft.JobRole = spec.Identity?.Task ?? facts.Options.JobRole;
        draft.ExecutionRole = spec.Identity?.Execution ?? facts.Options.ExecutionRole;
        PlanRole(SpecPointers.IdentityTask, spec.Identity?.Task, facts.Options.JobRole, list);
        PlanRole(SpecPointers.IdentityExecution, spec.Identity?.Execution, facts.Options.ExecutionRole, list);
        if (draft.Platform == Platform.Fargate && draft.ExecutionRole is null)
        {
            list.Add(FieldDisposition.Rejected(
                SpecPointers.IdentityExecution, "Fargate starts tasks with an execution role, and there is none",
                "write it, or set executionRole on the connection", AwsSources.Fargate));
        }
    }

    private static void PlanRole(string pointer, string? role, string? ofConnection, DispositionList list)
    {
        if (role is not null)
        {
            list.Add(Arn.ServiceOf(role) == "iam"
                ? FieldDisposition.Honored(pointer)
                : FieldDisposition.Rejected(pointer, $"'{role}' is no ARN of a role", $"write arn:aws:iam::ACCOUNT:role/{role}", AwsSources.ContainerProperties));
        }
        else if (ofConnection is not null)
        {
            list.Add(FieldDisposition.Defaulted(pointer, ofConnection, "the connection's"));
        }
    }
}
