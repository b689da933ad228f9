using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Local.Engine.Attempts;

namespace MultiBatch.Providers.Local.Planning;

/// <summary>Secrets: where their values come from, and whether they can be had.</summary>
internal static class SecretFields
{
    private const string How =
        "env:NAME is read from this process when the job is submitted and kept in memory only; file:/path is read when each attempt starts";

    public static void Plan(JobSpec spec, PlanFacts facts, DispositionList list)
    {
        if (!list.IsOpen(SpecPointers.Secrets))
        {
            return;
        }

        foreach (var secret in spec.Secrets!)
        {
            if (Problem(secret.Value.Source, facts) is var (why, instead))
            {
                list.Add(FieldDisposition.Rejected(SpecPointers.Secrets, $"secret '{secret.Key}': {why}", instead));
                return;
            }
        }

        list.Add(FieldDisposition.Honored(SpecPointers.Secrets, How));
    }

    private static (string Why, string Instead)? Problem(string source, PlanFacts facts)
    {
        if (SecretSource.VariableOf(source) is { } variable)
        {
            return facts.HasVariable(variable) ? null : ($"this process has no environment variable '{variable}'", "set it, or keep the secret in a file (file:/path)");
        }

        if (SecretSource.FileOf(source) is { } path)
        {
            return !Path.IsPathRooted(path) ? ($"'{source}' names no absolute path", "write file:/path")
                : facts.Exists?.Invoke(path) == false ? ($"there is no file '{path}'", "create it before the job is submitted")
                : null;
        }

        return ($"'{source}' is no place this machine knows", "write env:NAME or file:/path");
    }
}
