using MultiBatch.Definitions;
using MultiBatch.Environments;
using MultiBatch.JobFiles.Checking;
using MultiBatch.JobFiles.Fields;
using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Syntax;
using MultiBatch.Jobs;
using MultiBatch.Queues;

namespace MultiBatch.JobFiles.Reading;

/// <summary>Reads a whole file: one job with its keys at the top, or sections.</summary>
internal static class RootReader
{
    /// <summary>The version of the form this library reads and writes.</summary>
    public const int Version = 1;

    private const string ExtensionPrefix = "x-";

    private static readonly Section<JobSpec> Jobs = new("a job", JobFields.Job, job => job.Name);

    private static readonly Section<ComputeEnvironmentSpec> Environments = new("an environment", EnvironmentFields.Reader, spec => spec.Name);

    private static readonly Section<JobQueueSpec> Queues = new("a queue", QueueFields.Reader, spec => spec.Name);

    private static readonly Section<JobDefinitionSpec> Definitions = new("a definition", DefinitionFields.Reader, spec => spec.Name);

    /// <summary>The keys that may stand beside those of a single job and beside sections.</summary>
    public static IReadOnlyList<string> HeaderKeys { get; } = ["version", "$schema"];

    /// <summary>The keys of a file with sections.</summary>
    public static IReadOnlyList<string> SectionKeys { get; } = ["jobs", "environments", "queues", "definitions"];

    /// <summary>Reads a file. What it gives is of use only when nothing was reported.</summary>
    public static JobFile Read(Node? node, string source, Scope scope)
    {
        if (node is not MappingNode root)
        {
            scope.Report(node?.Start ?? default, node switch
            {
                null => "the file is empty; write the keys of a job (command or script), or a list of jobs under 'jobs'.",
                SequenceNode => "found a list, expected a map; put the list under the key 'jobs'.",
                _ => $"found {Quote.Kind(node)}, expected a map with the keys of a job, or with 'jobs'.",
            });
            return new JobFile();
        }

        CheckHeader(root, scope);
        var body = root.Where(entry => !HeaderKeys.Contains(entry.Key) && !entry.Key.StartsWith(ExtensionPrefix, StringComparison.Ordinal));
        return SectionKeys.Any(body.Has) ? ReadSections(body, source, scope) : ReadJob(body, source, scope);
    }

    private static void CheckHeader(MappingNode root, Scope scope)
    {
        if (root.TryGet("version", out var version)
            && Scalars.WholeNumber("the version of a job file")(version.Value, scope.Key("version"), out var number)
            && number != Version)
        {
            scope.Key("version").Report(version.Value.Start, $"{number} is not a version this program reads; write 1, or use a newer program.");
        }

        if (root.TryGet("$schema", out var schema))
        {
            Scalars.Line("the address of a schema")(schema.Value, scope.Key("$schema"), out _);
        }
    }

    private static JobFile ReadJob(MappingNode body, string source, Scope scope)
    {
        if (KeyNearSection(body) is { } slip)
        {
            scope.Key(slip.Key).Report(slip.KeyStart, KeyAdvice.For(slip.Key, "a job file", [.. SectionKeys, .. HeaderKeys], _ => []));
            return new JobFile();
        }

        // With problems too there is a job, of what could be read: what it waits for is checked at once with the rest.
        JobFields.Job.TryRead(body, scope, out var read);
        var job = read!;
        JobGraph.Check([new SectionItem<JobSpec>(job, job.Name, body, scope)]);
        return new JobFile { Jobs = [new JobFileEntry<JobSpec>(job, source, body)] };
    }

    /// <summary>A key that is none of a job and near one of a section, as <c>job:</c>, in a file with no key of a job at all.</summary>
    private static MappingEntry? KeyNearSection(MappingNode body) => body.Entries.Any(entry => JobFields.Job.Keys.Contains(entry.Key))
        ? null
        : body.Entries.FirstOrDefault(entry => Nearest.To(entry.Key, SectionKeys) is not null && Nearest.To(entry.Key, JobFields.Job.Keys) is null);

    private static JobFile ReadSections(MappingNode body, string source, Scope scope)
    {
        foreach (var entry in body.Entries.Where(entry => !SectionKeys.Contains(entry.Key)))
        {
            scope.Key(entry.Key).Report(entry.KeyStart, JobFields.Job.Keys.Contains(entry.Key)
                ? $"{Quote.Text(entry.Key)} is a key of a job, and this file has sections; move it to a job under 'jobs'."
                : KeyAdvice.For(entry.Key, "a job file with sections", [.. SectionKeys, .. HeaderKeys], _ => []));
        }

        var jobs = Read(Jobs, "jobs", body, scope);
        JobGraph.Check(jobs);
        return new JobFile
        {
            Jobs = Entries(jobs, source),
            Environments = Entries(Read(Environments, "environments", body, scope), source),
            Queues = Entries(Read(Queues, "queues", body, scope), source),
            Definitions = Entries(Read(Definitions, "definitions", body, scope), source),
        };
    }

    private static IReadOnlyList<SectionItem<T>> Read<T>(Section<T> section, string key, MappingNode body, Scope scope)
        where T : class => body.TryGet(key, out var entry) ? section.Read(entry.Value, scope.Key(key)) : [];

    private static IReadOnlyList<JobFileEntry<T>> Entries<T>(IReadOnlyList<SectionItem<T>> items, string source)
        where T : class => items.Select(item => new JobFileEntry<T>(item.Value, source, item.Node)).ToList().AsReadOnly();
}
