using System.Text;
using MultiBatch.Jobs;

namespace MultiBatch.Planning;

/// <summary>Replaces <c>Ref::name</c> inside the arguments of a command by the values of parameters.</summary>
internal static class Placeholders
{
    private const string Mark = "Ref::";

    /// <summary>The spec with placeholders replaced and parameters gone; what is wrong with them goes into the notes.</summary>
    /// <param name="spec">The spec, with the definition merged in.</param>
    /// <param name="given">The parameters the caller gave: each must be used. Those of the definition are defaults and need not be.</param>
    /// <param name="notes">Takes what is wrong.</param>
    public static JobSpec Resolve(JobSpec spec, IReadOnlyDictionary<string, string>? given, PlanNotes notes)
    {
        string[]? command = null;
        HashSet<string>? used = null;
        for (var index = 0; index < spec.Command?.Count; index++)
        {
            var argument = spec.Command[index];
            if (argument is null || argument.IndexOf(Mark, StringComparison.Ordinal) < 0)
            {
                continue;
            }

            command ??= spec.Command.ToArray();
            command[index] = Replace(argument, spec.Parameters, used ??= new HashSet<string>(StringComparer.Ordinal), notes);
        }

        foreach (var name in given?.Keys ?? [])
        {
            if (used?.Contains(name) != true)
            {
                notes.Invalid(
                    SpecPointers.Parameters,
                    $"parameter '{name}' is used nowhere: no argument of the command holds {Mark}{name}",
                    "leave it out, or write the placeholder into the command");
            }
        }

        return command is null && spec.Parameters is null ? spec : spec with { Command = command ?? spec.Command, Parameters = null };
    }

    private static string Replace(string argument, IReadOnlyDictionary<string, string>? parameters, HashSet<string> used, PlanNotes notes)
    {
        var text = new StringBuilder(argument.Length + 32);
        var position = 0;
        while (argument.IndexOf(Mark, position, StringComparison.Ordinal) is var at and >= 0)
        {
            var end = at + Mark.Length;
            while (end < argument.Length && IsNameCharacter(argument[end]))
            {
                end++;
            }

            var name = argument.Substring(at + Mark.Length, end - at - Mark.Length);
            text.Append(argument, position, at - position);
            position = end;
            if (name.Length == 0)
            {
                notes.Invalid(SpecPointers.Command, $"the argument '{argument}' holds {Mark} without a name", $"write {Mark}name, or take the text out of the command into a script");
            }
            else if (parameters is not null && parameters.TryGetValue(name, out var value) && value is not null)
            {
                text.Append(value);
                used.Add(name);
            }
            else
            {
                notes.Invalid(
                    SpecPointers.Parameters,
                    $"the command holds {Mark}{name}, but parameter '{name}' has no value",
                    $"set parameters.{name}");
                used.Add(name);
            }
        }

        return text.Append(argument, position, argument.Length - position).ToString();
    }

    private static bool IsNameCharacter(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-';
}
