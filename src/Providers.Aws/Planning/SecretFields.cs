using System.Text.RegularExpressions;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Wire.Definitions;

namespace MultiBatch.Providers.Aws.Planning;

/// <summary>Secrets: ARNs of Secrets Manager and of Parameter Store, and names of parameters. The machine fetches them with the execution role.</summary>
internal static class SecretFields
{
    private static readonly Regex ParameterName = new("^/?[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*$", RegexOptions.CultureInvariant);

    public static void Plan(JobSpec spec, PlanFacts facts, JobDraft draft, DispositionList list)
    {
        if (!list.IsOpen(SpecPointers.Secrets))
        {
            return;
        }

        foreach (var (name, reference) in spec.Secrets!.Select(pair => (pair.Key, pair.Value)))
        {
            if (!IsPlace(reference.Source))
            {
                list.Add(FieldDisposition.Rejected(
                    SpecPointers.Secrets, $"secret '{name}': '{reference.Source}' is no place the service can fetch from",
                    "write the ARN of a secret or parameter, or the name of a parameter", AwsSources.Secrets));
                return;
            }

            if (name.StartsWith(AwsLimits.ReservedVariables, StringComparison.Ordinal))
            {
                list.Add(FieldDisposition.Rejected(SpecPointers.Secrets, $"the service keeps names that begin with {AwsLimits.ReservedVariables} to itself ('{name}')", "another name", AwsSources.Environment));
                return;
            }

            draft.Secrets.Add(new ContainerSecret { Name = name, ValueFrom = reference.Source });
        }

        list.Add((spec.Identity?.Execution ?? facts.Options.ExecutionRole) is null
            ? FieldDisposition.Rejected(
                SpecPointers.Secrets, "secrets are fetched with an execution role, and there is none",
                "write identity.execution, or set executionRole on the connection", AwsSources.Secrets)
            : FieldDisposition.Honored(SpecPointers.Secrets, "fetched by the machine with the execution role"));
    }

    private static bool IsPlace(string source) =>
        Arn.Is(source) ? Arn.ServiceOf(source) is "secretsmanager" or "ssm" : ParameterName.IsMatch(source);
}
