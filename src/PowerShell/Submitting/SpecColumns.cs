using MultiBatch.Definitions;
using MultiBatch.FrontEnds.Input;
using MultiBatch.FrontEnds.Wording;
using MultiBatch.Jobs;
using MultiBatch.PowerShell.Binding;

namespace MultiBatch.PowerShell.Submitting;

/// <summary>
/// The fields of a job by the names people use for them: the parameters of <c>Submit-BatchJob</c>, and the columns of rows. The one table of
/// both, so that a column means what the parameter of its name means.
/// </summary>
internal static class SpecColumns
{
    private delegate JobSpec Reader(JobSpec spec, object value, string field, SpecReading reading);

    private static readonly Dictionary<string, Reader> Readers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Name"] = (spec, value, field, _) => spec with { Name = Word(value, field) },
        ["Queue"] = (spec, value, field, _) => spec with { Queue = Word(value, field) },
        ["Definition"] = (spec, value, field, _) => spec with { Definition = Parsed(value, field, JobDefinitionReference.Parse) },
        ["Parameter"] = (spec, value, field, _) => spec with { Parameters = Merge(spec.Parameters, InputMaps.Texts(value, field)) },
        ["Command"] = (spec, value, field, _) => spec with { Command = CommandWords.Read(value, field) },
        ["Script"] = (spec, value, field, _) => spec with { Script = Text(value, field) },
        ["ScriptPath"] = (spec, value, field, reading) => spec with { Script = reading.ReadText(Word(value, field), field) },
        ["Image"] = (spec, value, field, _) => spec with { Image = Word(value, field) },
        ["Env"] = (spec, value, field, _) => spec with { Env = Merge(spec.Env, Variables(InputMaps.Texts(value, field), field)) },
        ["Secret"] = (spec, value, field, _) => spec with { Secrets = Merge(spec.Secrets, Secrets(InputMaps.Texts(value, field), field)) },
        ["Mount"] = (spec, value, field, _) => spec with { Mounts = Append(spec.Mounts, List(value).Select(item => MountInput.Read(item, field))) },
        ["VCpu"] = (spec, value, field, _) => Resource(spec, resources => resources with { VCpus = Positive(value, field) }),
        ["Memory"] = (spec, value, field, _) => Resource(spec, resources => resources with { Memory = Size(value, field) }),
        ["Gpu"] = (spec, value, field, _) => Resource(spec, resources => resources with { Gpu = (resources.Gpu ?? new GpuSpec()) with { Count = Whole(value, field, 1) } }),
        ["GpuModel"] = (spec, value, field, _) => Resource(spec, resources => resources with { Gpu = (resources.Gpu ?? new GpuSpec()) with { Model = Word(value, field) } }),
        ["Architecture"] = (spec, value, field, _) => Resource(spec, resources => resources with { Architecture = Choice<CpuArchitecture>(value, field) }),
        ["MachineType"] = (spec, value, field, _) => Resource(spec, resources => resources with { MachineType = Word(value, field) }),
        ["BootDisk"] = (spec, value, field, _) => Resource(spec, resources => resources with { BootDisk = (resources.BootDisk ?? new DiskSpec()) with { Size = Size(value, field) } }),
        ["DataDisk"] = (spec, value, field, _) => Resource(spec, resources => resources with { DataDisk = (resources.DataDisk ?? new DataDiskSpec()) with { Size = Size(value, field) } }),
        ["DataDiskPath"] = (spec, value, field, _) => Resource(spec, resources => resources with { DataDisk = (resources.DataDisk ?? new DataDiskSpec()) with { MountPath = Word(value, field) } }),
        ["Label"] = (spec, value, field, _) => spec with { Labels = Merge(spec.Labels, InputMaps.Texts(value, field)) },
        ["ArraySize"] = (spec, value, field, _) => spec with { Array = (spec.Array ?? new ArraySpec()) with { Size = Whole(value, field, 1), Tasks = null } },
        ["TaskTable"] = (spec, value, field, reading) => spec with { Array = (spec.Array ?? new ArraySpec()) with { Size = null, Tasks = reading.ReadTable(Word(value, field), field) } },
        ["Parallelism"] = (spec, value, field, _) => spec with { Array = (spec.Array ?? new ArraySpec()) with { Parallelism = Whole(value, field, 1) } },
        ["DependsOn"] = (spec, value, field, _) => spec with { DependsOn = Append(spec.DependsOn, List(value).Select(item => DependencyInput.Read(item, field))) },
        ["MaxAttempts"] = (spec, value, field, _) => spec with { Attempts = (spec.Attempts ?? new AttemptPolicy()) with { Max = Whole(value, field, 1) } },
        ["RetryOn"] = (spec, value, field, _) => spec with
        {
            Attempts = (spec.Attempts ?? new AttemptPolicy()) with { Rules = [.. List(value).SelectMany(item => FieldText.Parse(InputValues.Text(item) ?? string.Empty, field, RetryText.Parse))], Otherwise = AttemptAction.Fail },
        },
        ["Timeout"] = (spec, value, field, _) => spec with { Timeout = Duration(value, field) },
        ["Priority"] = (spec, value, field, _) => spec with { Priority = Whole(value, field, int.MinValue) },
        ["Purchase"] = (spec, value, field, _) => spec with { Purchase = Parsed(value, field, Purchase.Parse) },
        ["Identity"] = (spec, value, field, _) => spec with { Identity = (spec.Identity ?? new JobIdentity()) with { Task = Word(value, field) } },
        ["ExecutionIdentity"] = (spec, value, field, _) => spec with { Identity = (spec.Identity ?? new JobIdentity()) with { Execution = Word(value, field) } },
        ["Exclusive"] = (spec, value, field, _) => spec with { Exclusive = Truth(value, field) },
        ["Native"] = (spec, value, field, _) => spec with { Native = NativeSections.Read(value, field) },
    };

    /// <summary>The names, as parameters are spelled.</summary>
    public static IReadOnlyCollection<string> Names => Readers.Keys;

    public static bool IsKnown(string name) => Readers.ContainsKey(name);

    /// <summary>The nearest name; null when none is near.</summary>
    public static string? NearestTo(string name) => Nearest.To(name, Names);

    /// <summary>Sets one field.</summary>
    /// <param name="spec">The job so far.</param>
    /// <param name="name">The column or parameter.</param>
    /// <param name="value">What it holds.</param>
    /// <param name="field">What to call it in messages.</param>
    /// <param name="reading">How files are read.</param>
    /// <exception cref="CmdletInputException">The value cannot be used; the message names the field, the value, the rule and the way out.</exception>
    public static JobSpec Apply(JobSpec spec, string name, object value, string field, SpecReading reading) => Readers[name](spec, value, field, reading);

    /// <summary>What must hold of a job as a whole before it is planned: mistakes of the input that would be hard to see later.</summary>
    public static JobSpec Check(JobSpec spec, Func<string, string> fieldOf)
    {
        if (spec.Array is { Size: null, Tasks: null })
        {
            throw new CmdletInputException($"{fieldOf("Parallelism")} is for arrays: give {fieldOf("ArraySize")} or {fieldOf("TaskTable")} too.");
        }

        if (spec.Attempts is { Rules.Count: > 0, Max: null or < 2 })
        {
            throw new CmdletInputException($"{fieldOf("RetryOn")} needs {fieldOf("MaxAttempts")} of 2 or more: one attempt is never tried again.");
        }

        return spec;
    }

    private static JobSpec Resource(JobSpec spec, Func<ResourceSpec, ResourceSpec> change) => spec with { Resources = change(spec.Resources ?? new ResourceSpec()) };

    private static IEnumerable<object> List(object value) => InputValues.Unwrap(value) is string text
        ? text.Split(';').Select(part => (object)part.Trim()).Where(part => ((string)part).Length > 0)
        : InputValues.Elements(value).OfType<object>();

    private static string Text(object value, string field) =>
        InputValues.Text(value) is { Length: > 0 } text ? text : throw new CmdletInputException($"{field}: is empty; give it a value or leave it out.");

    private static string Word(object value, string field) =>
        Text(value, field).Trim() is { Length: > 0 } text ? text : throw new CmdletInputException($"{field}: is empty; give it a value or leave it out.");

    private static T Parsed<T>(object value, string field, Func<string, T> parse) => FieldText.Parse(Text(value, field), field, parse);

    private static int Whole(object value, string field, int least) => Parsed(value, field, text => ValueText.Whole(text, least));

    private static double Positive(object value, string field) => Parsed(value, field, ValueText.Positive);

    private static ByteSize Size(object value, string field) => Parsed(InputValues.Unwrap(value) is BatchSize known ? known.ToString() : value, field, ValueText.Size);

    private static TimeSpan Duration(object value, string field) =>
        Parsed(InputValues.Unwrap(value) is TimeSpan span ? DurationText.Format(span) : value, field, ValueText.Duration);

    private static bool Truth(object value, string field) => Text(value, field).Trim().ToLowerInvariant() switch
    {
        "true" or "1" or "yes" => true,
        "false" or "0" or "no" => false,
        var other => throw new CmdletInputException($"{field}: '{other}' is neither true nor false."),
    };

    private static T Choice<T>(object value, string field)
        where T : struct, Enum => Parsed(value, field, ValueText.Choice<T>);

    private static IReadOnlyDictionary<string, T>? Merge<T>(IReadOnlyDictionary<string, T>? below, IReadOnlyDictionary<string, T>? above)
    {
        if (below is null || above is null)
        {
            return above ?? below;
        }

        var merged = below.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        foreach (var pair in above)
        {
            merged[pair.Key] = pair.Value;
        }

        return merged;
    }

    private static IReadOnlyList<T> Append<T>(IReadOnlyList<T>? below, IEnumerable<T> above) => [.. below ?? [], .. above];

    private static IReadOnlyDictionary<string, string>? Variables(IReadOnlyDictionary<string, string>? pairs, string field)
    {
        foreach (var name in pairs?.Keys ?? [])
        {
            if (name.StartsWith(RuntimeVariables.Prefix, StringComparison.Ordinal))
            {
                throw new CmdletInputException($"{field}: '{name}' begins with {RuntimeVariables.Prefix}, which is kept for MultiBatch itself; choose another name.");
            }
        }

        return pairs;
    }

    private static IReadOnlyDictionary<string, SecretReference>? Secrets(IReadOnlyDictionary<string, string>? pairs, string field) =>
        Variables(pairs, field)?.ToDictionary(pair => pair.Key, pair => Parsed(pair.Value, field, text => new SecretReference(text)), StringComparer.Ordinal);
}
