using MultiBatch.JobFiles.Fields;
using MultiBatch.JobFiles.Problems;

namespace MultiBatch.JobFiles.Reading;

/// <summary>What to say about a key that is not known: the nearest known one, or where it belongs.</summary>
internal static class KeyAdvice
{
    // What other tools and services call our keys, squeezed. Advice only: none of these words is read.
    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.Ordinal)
    {
        ["environment"] = "env",
        ["environmentvariables"] = "env",
        ["variables"] = "env",
        ["cmd"] = "command",
        ["args"] = "command",
        ["arguments"] = "command",
        ["entrypoint"] = "command",
        ["commandline"] = "command",
        ["run"] = "script",
        ["shell"] = "script",
        ["container"] = "image",
        ["docker"] = "image",
        ["containerimage"] = "image",
        ["cpu"] = "resources.vcpus",
        ["cpus"] = "resources.vcpus",
        ["cores"] = "resources.vcpus",
        ["mem"] = "resources.memory",
        ["ram"] = "resources.memory",
        ["gpus"] = "resources.gpu",
        ["disk"] = "resources.dataDisk",
        ["instancetype"] = "resources.machineType",
        ["vmsize"] = "resources.machineType",
        ["needs"] = "dependsOn",
        ["after"] = "dependsOn",
        ["dependencies"] = "dependsOn",
        ["retry"] = "attempts",
        ["retries"] = "attempts",
        ["retrystrategy"] = "attempts",
        ["maxretries"] = "attempts.max",
        ["maxattempts"] = "attempts.max",
        ["walltime"] = "timeout",
        ["timelimit"] = "timeout",
        ["spot"] = "purchase",
        ["preemptible"] = "purchase",
        ["tags"] = "labels",
        ["volumes"] = "mounts",
        ["arraysize"] = "array.size",
        ["tasks"] = "array.tasks",
        ["tasktable"] = "array.taskTable",
        ["serviceaccount"] = "identity.task",
        ["jobrole"] = "identity.task",
        ["executionrole"] = "identity.execution",
        ["jobqueue"] = "queue",
        ["jobdefinition"] = "definition",
        ["schema"] = "$schema",
        ["src"] = "source",
        ["destination"] = "target",
        ["dst"] = "target",
        ["computeenvironments"] = "environments",
    };

    public static string For(string key, string what, IReadOnlyList<string> known, Func<string, IReadOnlyList<string>> keysBelow)
    {
        var complaint = $"{Quote.Text(key)} is not a key of {what}";
        return Find(key, known, keysBelow) is { } meant ? $"{complaint}; did you mean '{meant}'?"
            : JobFields.Job.Keys.Contains(key) && !known.Contains("command") ? $"{complaint} but of a job; move it there."
            : $"{complaint}; its keys are {string.Join(", ", known)}.";
    }

    private static string? Find(string key, IReadOnlyList<string> known, Func<string, IReadOnlyList<string>> keysBelow)
    {
        var squeezed = Nearest.Squeeze(key);
        var below = known.SelectMany(parent => keysBelow(parent).Select(child => (Path: parent + "." + child, Child: child))).ToList();
        return known.FirstOrDefault(candidate => Nearest.Squeeze(candidate) == squeezed)
            ?? SynonymOf(squeezed, known)
            ?? below.FirstOrDefault(candidate => Nearest.Squeeze(candidate.Child) == squeezed || Nearest.Squeeze(candidate.Path) == squeezed).Path
            ?? Nearest.To(key, known);
    }

    private static string? SynonymOf(string squeezed, IReadOnlyList<string> known) =>
        Synonyms.TryGetValue(squeezed, out var meant) && known.Contains(meant.Split('.')[0]) ? meant
        : meant is not null && known.Contains(meant.Substring(meant.IndexOf('.') + 1)) ? meant.Substring(meant.IndexOf('.') + 1)
        : null;
}
