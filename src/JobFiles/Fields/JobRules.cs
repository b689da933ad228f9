using System.Globalization;
using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Syntax;
using MultiBatch.Jobs;

namespace MultiBatch.JobFiles.Fields;

/// <summary>What must hold between the fields of a job, wherever it is to run.</summary>
internal static class JobRules
{
    private static readonly string[] SubmitOnly = ["name", "definition", "dependsOn", "array"];

    public static void Check(JobSpec job, MappingNode node, Scope scope)
    {
        CheckProgram(node, scope);
        CheckMounts(job, node, scope);
        if (!node.Has("command") && !node.Has("script") && !node.Has("definition"))
        {
            scope.Report(node.Start, "the job says nothing to run; write 'command' (a list), 'script' (shell lines) or 'definition'.");
        }

        CheckVariables(job, node, scope);
        CheckIndexes(job, node, scope);
    }

    public static void CheckTemplate(JobSpec job, MappingNode node, Scope scope)
    {
        CheckProgram(node, scope);
        CheckMounts(job, node, scope);
        CheckVariables(job, node, scope);
        foreach (var key in SubmitOnly)
        {
            if (node.TryGet(key, out var entry))
            {
                scope.Key(key).Report(entry.KeyStart, $"'{key}' belongs to a job that is submitted, not to a definition; move it to the job.");
            }
        }
    }

    private static void CheckProgram(MappingNode node, Scope scope)
    {
        if (node.Has("command") && node.TryGet("script", out var script))
        {
            scope.Key("script").Report(script.KeyStart, "'command' and 'script' both say what to run; remove one.");
        }
    }

    private static void CheckMounts(JobSpec job, MappingNode node, Scope scope)
    {
        var targets = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < job.Mounts?.Count; index++)
        {
            if (!targets.Add(job.Mounts[index].Target))
            {
                scope.Key("mounts").Item(index).Key("target").Report(
                    NodePath.Find(node, ["mounts", Position(index), "target"]).Start,
                    $"{Quote.Text(job.Mounts[index].Target)} is the target of an earlier mount too; each needs one of its own.");
            }
        }
    }

    private static void CheckVariables(JobSpec job, MappingNode node, Scope scope)
    {
        foreach (var name in job.Secrets?.Keys.Where(name => job.Env?.ContainsKey(name) == true) ?? [])
        {
            scope.Key("secrets").Key(name).Report(
                NodePath.Find(node, ["secrets", name]).Start, $"{Quote.Text(name)} is set in 'env' too; remove one.");
        }

        foreach (var column in job.Array?.Tasks?.Columns ?? [])
        {
            foreach (var (key, isSet) in new[] { ("env", job.Env?.ContainsKey(column)), ("secrets", job.Secrets?.ContainsKey(column)) })
            {
                if (isSet == true)
                {
                    scope.Key(key).Key(column).Report(
                        NodePath.Find(node, [key, column]).Start,
                        $"{Quote.Text(column)} is a column of the task table too, whose cells would hide this value; remove one.");
                }
            }
        }
    }

    private static string Position(int index) => index.ToString(CultureInfo.InvariantCulture);

    private static void CheckIndexes(JobSpec job, MappingNode node, Scope scope)
    {
        for (var index = 0; index < job.DependsOn?.Count; index++)
        {
            if (job.DependsOn[index].Mode == DependencyMode.IndexToIndex && !node.Has("array"))
            {
                scope.Key("dependsOn").Report(
                    NodePath.Find(node, ["dependsOn", Position(index), "mode"]).Start,
                    "indexToIndex is for arrays, and this job is none; write 'array', or remove 'mode'.");
            }
        }
    }
}
