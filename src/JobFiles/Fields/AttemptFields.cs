using System.Globalization;
using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Reading;
using MultiBatch.JobFiles.Syntax;
using MultiBatch.Jobs;
using MultiBatch.Serialization;

namespace MultiBatch.JobFiles.Fields;

/// <summary>The keys of <see cref="AttemptPolicy"/> and its rules.</summary>
internal static class AttemptFields
{
    public static ObjectReader<AttemptRule> Rule { get; } = new("an attempt rule", new AttemptRule { Action = AttemptAction.Retry },
    [
        Field<AttemptRule>.Of(
            "exitCodes", Collections.List<int>("a list of exit codes", ExitCode, mayBeEmpty: false), (rule, value) => rule with { ExitCodes = value }),
        Field<AttemptRule>.Of(
            "causes", Collections.List<JobCause>("a list of causes", Scalars.Choice, mayBeEmpty: false), (rule, value) => rule with { Causes = value }),
        Field<AttemptRule>.Of<AttemptAction>("action", Scalars.Choice, (rule, value) => rule with { Action = value }, isRequired: true),
    ],
    CheckRule);

    public static ObjectReader<AttemptPolicy> Policy { get; } = new("the attempts of a job", new AttemptPolicy(),
    [
        Field<AttemptPolicy>.Of("max", Scalars.WholeNumber("the number of attempts", least: 1), (policy, value) => policy with { Max = value }),
        Field<AttemptPolicy>.Of(
            "rules", Collections.List<AttemptRule>("a list of attempt rules", Rule.TryRead), (policy, value) => policy with { Rules = value }),
        Field<AttemptPolicy>.Of<AttemptAction>("otherwise", Scalars.Choice, (policy, value) => policy with { Otherwise = value }),
    ]);

    /// <summary>The policy, or the number of attempts in its place.</summary>
    public static ValueReader<AttemptPolicy> Reader { get; } =
        ShortForm.Number("the number of attempts", max => new AttemptPolicy { Max = max }, Policy.TryRead);

    private static void CheckRule(AttemptRule rule, MappingNode node, Scope scope)
    {
        if (!node.Has("exitCodes") && !node.Has("causes"))
        {
            scope.Report(node.Start, "the rule has no condition and would match every end; write 'exitCodes' or 'causes', or use 'otherwise' of 'attempts'.");
        }

        for (var index = 0; index < rule.Causes?.Count && rule.Action == AttemptAction.Retry; index++)
        {
            if (rule.Causes[index] is JobCause.TimedOut or JobCause.Stopped or JobCause.DependencyFailed)
            {
                var below = scope.Key("causes").Item(index);
                below.Report(
                    NodePath.Find(node, ["causes", index.ToString(CultureInfo.InvariantCulture)]).Start,
                    $"what ended with {EnumText.Format(rule.Causes[index])} is never tried again; remove it.");
            }
        }
    }

    private static bool ExitCode(Node node, Scope scope, out int value) =>
        Scalars.WholeNumber("an exit code")(node, scope, out value)
        && (value != 0 || Scalars.Refuse(scope, node, "0 is the exit code of success, after which nothing is tried again; remove it."));
}
