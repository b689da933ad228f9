using MultiBatch.Jobs;

namespace MultiBatch.Planning.Rules;

/// <summary>Variables, secrets, parameters, labels and task tables: names and values that can exist at all.</summary>
internal static class EnvironmentRules
{
    public static void Check(JobSpec spec, PlanNotes notes)
    {
        foreach (var pair in spec.Env ?? Empty<string>())
        {
            CheckName(SpecPointers.Env, "variable", pair.Key, notes);
            if (pair.Value is null || pair.Value.Contains('\0'))
            {
                notes.Invalid(SpecPointers.Env, $"variable '{pair.Key}' {(pair.Value is null ? "has no value" : "has a NUL character in its value")}; a value is text", "give it a value; an empty one is allowed");
            }

            if (spec.Secrets?.ContainsKey(pair.Key) == true)
            {
                notes.Invalid(SpecPointers.Secrets, $"'{pair.Key}' is both a variable and a secret", "keep it in one of env and secrets");
            }
        }

        foreach (var pair in spec.Secrets ?? Empty<SecretReference>())
        {
            CheckName(SpecPointers.Secrets, "secret", pair.Key, notes);
            if (pair.Value is null)
            {
                notes.Invalid(SpecPointers.Secrets, $"secret '{pair.Key}' names no place", "write where the secret is kept");
            }
        }

        foreach (var pair in spec.Labels ?? Empty<string>())
        {
            if (string.IsNullOrWhiteSpace(pair.Key) || HasControl(pair.Key))
            {
                notes.Invalid(SpecPointers.Labels, $"'{Shown(pair.Key)}' is no label name: it is empty or holds control characters", "use letters, digits, hyphens and underscores");
            }

            if (pair.Value is null || HasControl(pair.Value))
            {
                notes.Invalid(SpecPointers.Labels, $"label '{Shown(pair.Key)}' {(pair.Value is null ? "has no value" : "holds control characters")}", "give it a value of plain text; an empty one is allowed");
            }
        }

        foreach (var column in spec.Array?.Tasks?.Columns ?? [])
        {
            CheckName(SpecPointers.ArrayTasks, "column", column, notes);
            if (spec.Env?.ContainsKey(column) == true || spec.Secrets?.ContainsKey(column) == true)
            {
                notes.Invalid(SpecPointers.ArrayTasks, $"column '{column}' is set in env or secrets too", "keep the variable in one place");
            }
        }
    }

    public static bool HasControl(string text)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character))
            {
                return true;
            }
        }

        return false;
    }

    private static void CheckName(string pointer, string what, string name, PlanNotes notes)
    {
        if (string.IsNullOrEmpty(name) || name.Contains('=') || name.Contains('\0'))
        {
            notes.Invalid(pointer, $"'{Shown(name)}' is no name of a {what}: it is empty or holds '=' or a NUL character", "rename it");
        }
        else if (name.StartsWith(RuntimeVariables.Prefix, StringComparison.OrdinalIgnoreCase))
        {
            notes.Invalid(pointer, $"the {what} '{name}' begins with {RuntimeVariables.Prefix}, which is kept for what MultiBatch tells the task", "rename it");
        }
    }

    private static string Shown(string? name) => (name ?? string.Empty).Replace('\0', '?');

    private static IReadOnlyDictionary<string, T> Empty<T>() => EmptyMap<T>.Value;

    private static class EmptyMap<T>
    {
        public static readonly Dictionary<string, T> Value = [];
    }
}
