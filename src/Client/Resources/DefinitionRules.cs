using MultiBatch.Catalogue;
using MultiBatch.Definitions;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Planning.Rules;

namespace MultiBatch.Resources;

/// <summary>What holds for job definitions everywhere.</summary>
internal static class DefinitionRules
{
    private const string Template = "/job";

    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> naming every wrong field.</exception>
    public static void Check(JobDefinitionSpec spec, string provider)
    {
        var problems = Problems(spec, provider).ToList();
        if (problems.Count > 0)
        {
            throw new BatchException(
                BatchErrorCode.InvalidSpec,
                $"The definition cannot be registered: {string.Join("; ", problems.Select(problem => $"{problem.Pointer}: {problem.Why}"))}.")
            {
                Resource = problems[0].Pointer,
                Provider = provider,
            };
        }
    }

    private static IEnumerable<(string Pointer, string Why)> Problems(JobDefinitionSpec spec, string provider)
    {
        if (!CatalogueNames.IsName(spec.Name))
        {
            yield return ("/name", $"'{spec.Name}' is no name of a definition: it has to be {CatalogueNames.Rule}");
        }

        if (spec.Job is null)
        {
            yield return (Template, "there is no template (give a job to be started from it)");
            yield break;
        }

        foreach (var (field, isSet) in new[]
        {
            (SpecPointers.Name, spec.Job.Name is not null),
            (SpecPointers.Definition, spec.Job.Definition is not null),
            (SpecPointers.DependsOn, spec.Job.DependsOn is not null),
            ("/array", spec.Job.Array is not null),
        })
        {
            if (isSet)
            {
                yield return (Template + field, "this belongs to a submit, not to a definition (leave it out here and set it when a job is submitted)");
            }
        }

        // A template may leave the command to the submit; what it says is checked as if it were one.
        var notes = new PlanNotes();
        var job = spec.Job with { Name = null, Definition = null, DependsOn = null, Array = null };
        CommandRules.Check(job.Command is null && job.Script is null ? job with { Command = ["later"] } : job, provider, notes);
        EnvironmentRules.Check(job, notes);
        NumberRules.Check(job, notes);
        foreach (var note in notes.All.Where(note => note.Kind == DispositionKind.Rejected))
        {
            yield return (Template + note.Pointer, note.Detail + (note.Alternative is null ? string.Empty : $" ({note.Alternative})"));
        }

        foreach (var label in spec.Labels ?? new Dictionary<string, string>())
        {
            if (string.IsNullOrWhiteSpace(label.Key) || EnvironmentRules.HasControl(label.Key) || label.Value is null || EnvironmentRules.HasControl(label.Value))
            {
                yield return ("/labels", "a label has no name, no value, or holds control characters (use plain text)");
            }
        }
    }
}
