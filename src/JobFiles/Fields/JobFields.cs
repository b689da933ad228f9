using MultiBatch.Definitions;
using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Reading;
using MultiBatch.JobFiles.Syntax;
using MultiBatch.Jobs;

namespace MultiBatch.JobFiles.Fields;

/// <summary>The keys of <see cref="JobSpec"/> and of the small objects in it.</summary>
internal static class JobFields
{
    private const string Example = "such as [echo, hello]";

    // Before the tables that use them: static members are made in the order of the text.
    private static ValueReader<JobDefinitionReference> Definition { get; } = Scalars.Parsed(
        "the name of a definition",
        "name or name:revision, the name of 1 to 128 letters, digits, hyphens and underscores",
        text => JobDefinitionReference.TryParse(text, out var reference) ? reference : null);

    private static ValueReader<IReadOnlyDictionary<string, string>> Parameters { get; } =
        Collections.Map("a map of parameters", Names.Parameter, Scalars.Text("the value of a parameter", asWritten: true));

    private static ValueReader<IReadOnlyDictionary<string, string>> Env { get; } =
        Collections.Map("a map of environment variables", Names.EnvironmentVariable, Scalars.Text("the value of a variable", asWritten: true));

    private static ValueReader<IReadOnlyDictionary<string, SecretReference>> Secrets { get; } =
        Collections.Map<SecretReference>("a map of environment variables and the places of their values", Names.EnvironmentVariable, TryReadSecret);

    private static ValueReader<IReadOnlyList<string>> Command { get; } = Collections.List(
        $"a list with the program and its arguments, {Example}",
        Scalars.Text("an argument", asWritten: true),
        mayBeEmpty: false,
        insteadOf: line => $"write {ListOf(line.Text)}, or use 'script' for a line of shell");

    public static ObjectReader<Mount> Mount { get; } = new("a mount", new Mount { Source = string.Empty, Target = string.Empty },
    [
        Field<Mount>.Of("source", Scalars.Line("the source of a mount", longest: 4096), (mount, value) => mount with { Source = value }, isRequired: true),
        Field<Mount>.Of("target", Paths.Absolute("the target of a mount"), (mount, value) => mount with { Target = value }, isRequired: true),
        Field<Mount>.Of<bool>("readOnly", Scalars.Flag, (mount, value) => mount with { ReadOnly = value }),
    ]);

    public static ObjectReader<JobIdentity> Identity { get; } = new("the identity of a job", new JobIdentity(),
    [
        Field<JobIdentity>.Of("task", Scalars.Line("the identity of the task"), (identity, value) => identity with { Task = value }),
        Field<JobIdentity>.Of("execution", Scalars.Line("the identity that starts the task"), (identity, value) => identity with { Execution = value }),
    ]);

    /// <summary>A job to submit.</summary>
    public static ObjectReader<JobSpec> Job { get; } = new("a job", new JobSpec(), Fields(), JobRules.Check);

    /// <summary>A job as the template of a definition: it need not be whole, and what belongs to a submit is refused.</summary>
    public static ObjectReader<JobSpec> Template { get; } = new("the job of a definition", new JobSpec(), Fields(), JobRules.CheckTemplate);

    private static Field<JobSpec>[] Fields() =>
    [
        Field<JobSpec>.Of("name", Scalars.Line("the name of a job"), (job, value) => job with { Name = value }),
        Field<JobSpec>.Of("queue", Scalars.Line("the name of a queue"), (job, value) => job with { Queue = value }),
        Field<JobSpec>.Of("definition", Definition, (job, value) => job with { Definition = value }),
        Field<JobSpec>.Of("parameters", Parameters, (job, value) => job with { Parameters = value }),
        Field<JobSpec>.Of("dependsOn", (ValueReader<IReadOnlyList<JobDependency>>)DependencyFields.TryRead, (job, value) => job with { DependsOn = value }),
        Field<JobSpec>.Of<IReadOnlyList<string>>("command", TryReadCommand, (job, value) => job with { Command = value }),
        Field<JobSpec>.Of("script", Scalars.Body("the body of a script"), (job, value) => job with { Script = value }),
        Field<JobSpec>.Of("image", Scalars.Line("the name of an image"), (job, value) => job with { Image = value }),
        Field<JobSpec>.Of("array", ArrayFields.Reader, (job, value) => job with { Array = value }).With(ArrayFields.Draft.Keys),
        Field<JobSpec>.Of("env", Env, (job, value) => job with { Env = value }),
        Field<JobSpec>.Of("secrets", Secrets, (job, value) => job with { Secrets = value }),
        Field<JobSpec>.Of("mounts", Collections.List<Mount>("a list of mounts", Mount.TryRead), (job, value) => job with { Mounts = value }),
        Field<JobSpec>.Of("resources", ResourceFields.Reader, (job, value) => job with { Resources = value }),
        Field<JobSpec>.Of("identity", Identity, (job, value) => job with { Identity = value }),
        Field<JobSpec>.Of<bool>("exclusive", Scalars.Flag, (job, value) => job with { Exclusive = value }),
        Field<JobSpec>.Of("purchase", SharedFields.Purchase, (job, value) => job with { Purchase = value }),
        Field<JobSpec>.Of("attempts", AttemptFields.Reader, (job, value) => job with { Attempts = value }).With(AttemptFields.Policy.Keys),
        Field<JobSpec>.Of("timeout", Scalars.Duration("a timeout"), (job, value) => job with { Timeout = value }),
        Field<JobSpec>.Of("priority", Scalars.WholeNumber("a priority"), (job, value) => job with { Priority = value }),
        Field<JobSpec>.Of("labels", SharedFields.Labels, (job, value) => job with { Labels = value }),
        Field<JobSpec>.Of("native", SharedFields.Native, (job, value) => job with { Native = value }),
    ];

    private static bool TryReadCommand(Node node, Scope scope, out IReadOnlyList<string> value) =>
        Command(node, scope, out value!)
        && (!string.IsNullOrWhiteSpace(value[0]) || Scalars.Refuse(scope.Item(0), ((SequenceNode)node).Items[0], "the first item is the program to start; it cannot be empty."));

    private static bool TryReadSecret(Node node, Scope scope, out SecretReference value)
    {
        value = null!;
        if (!Scalars.Line("the place of a secret", longest: 2048, isShown: false)(node, scope, out var source))
        {
            return false;
        }

        value = new SecretReference(source);
        return true;
    }

    private static string ListOf(string line)
    {
        var words = line.Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length is > 0 and <= 8 && !line.Any(character => "'\"|&;<>$`*?[]{},#".Contains(character))
            ? Quote.Plain("[" + string.Join(", ", words) + "]")
            : "a list " + Example;
    }
}
