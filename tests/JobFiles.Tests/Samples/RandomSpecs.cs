using System.Text.Json;
using MultiBatch.Definitions;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Queues;

namespace MultiBatch.JobFiles.Tests.Samples;

/// <summary>Random specs that are valid, with texts that YAML and JSON find difficult. The same seed makes the same specs.</summary>
internal sealed class RandomSpecs(int seed)
{
    private static readonly string[] Hard =
    [
        "yes", "no", "on", "off", "y", "n", "true", "False", "null", "~", "Null", "0", "007", "1.10", "1e3", "0x1F", "1_000", "-1", "+1", ".5", ".inf",
        "1:30", "12:30:45", "2026-01-01", "=", "<<", "*a", "&a", "!a", "%a", "@a", "`a", "|", ">", "-", "- a", "?", "? a", ":", "a: b", "a:", ":a", "a #b",
        "#a", "[a]", "{a}", "a, b", "'", "''", "\"", "\\", "\\n", "C:\\dir", "a\"b'c", " a", "a ", "  ", "\ta", "a\t", "a\tb", "---", "...", "--- a",
        "ünïcödé", "日本語", "🚀 launch", "a\u00A0b", "a\u0085b", "a\u2028b", "a\u2029b", "\uFEFFa", "a\uFFFDb", "\u0001", "\u001b[31m", "\u007f",
        "$HOME", "${X}", "Ref::input", "line 1\nline 2", "line 1\n\n  line 3\n", "\nfirst empty", "trailing \nspace", "ends twice\n\n", "a\r\nb", "\r", "\n",
        "#!/bin/sh\nset -eu\n\techo \"$1\" # done\n", "  indented\nback", "a\n ", "key: |\n  x\n", "# not a comment\nx",
    ];

    private readonly Random _random = new(seed);

    public JobFile File()
    {
        var jobs = Many(0, 4, Job).ToList();
        if (jobs.Count > 1)
        {
            // Names differ, and later jobs wait for earlier ones.
            jobs = jobs.Select((job, index) => job with { Name = $"{job.Name ?? "job"} {index}" }).ToList();
            jobs = jobs.Select((job, index) => index == 0 || Rarely() ? job : job with
            {
                DependsOn = Many(1, 3, () => new JobDependency
                {
                    Job = jobs[_random.Next(index)].Name!,
                    On = Maybe(Choice<DependencyCondition>),
                    Mode = Maybe(() => DependencyMode.Whole),
                }).DistinctBy(dependency => dependency.Job).ToList(),
            }).ToList();
        }

        return new JobFile
        {
            Jobs = Entries(jobs),
            Environments = Entries(Many(jobs.Count == 0 ? 1 : 0, 3, Environment).Select((spec, index) => spec with { Name = $"{spec.Name} {index}" })),
            Queues = Entries(Many(0, 3, Queue).Select((spec, index) => spec with { Name = $"{spec.Name} {index}" })),
            Definitions = Entries(Many(0, 2, Definition).Select((spec, index) => spec with { Name = $"{spec.Name}-{index}" })),
        };
    }

    public JobSpec Job()
    {
        var job = Template() with
        {
            Name = Maybe(Line),
            Definition = MaybeNot(() => new JobDefinitionReference("def_" + _random.Next(100), _random.Next(3) == 0 ? 1 + _random.Next(9) : null)),
            DependsOn = MaybeNot(() => Many(0, 3, () => new JobDependency
            {
                Job = "local:main/" + _random.Next(1000) + (Rarely() ? "#7" : string.Empty),
                On = Maybe(Choice<DependencyCondition>),
            }).DistinctBy(dependency => dependency.Job).ToList()),
            Array = MaybeNot(Array),
        };
        job = job.Command is null && job.Script is null && job.Definition is null ? job with { Command = Many(1, 4, Word) } : job;
        var taken = job.Array?.Tasks?.Columns ?? [];
        return job with
        {
            Env = job.Env?.Where(pair => !taken.Contains(pair.Key)).ToDictionary(),
            Secrets = job.Secrets?.Where(pair => !taken.Contains(pair.Key)).ToDictionary(),
        };
    }

    public ComputeEnvironmentSpec Environment() => new()
    {
        Name = Line(),
        Kind = Maybe(Choice<EnvironmentKind>),
        MaxVCpus = Maybe(() => 100 + _random.NextDouble()),
        MinVCpus = Maybe(() => (double)_random.Next(3)),
        MaxMemory = Maybe(Size),
        MachineTypes = MaybeNot(() => Many(1, 3, Line)),
        Purchase = MaybeNot(Purchase),
        Architecture = Maybe(Choice<CpuArchitecture>),
        MachineImage = MaybeNot(Line),
        BootDisk = MaybeNot(() => new DiskSpec { Size = Maybe(Size), Type = MaybeNot(Line) }),
        Network = MaybeNot(() => new NetworkSpec
        {
            Network = MaybeNot(Line), Subnets = MaybeNot(() => Many(1, 3, Line)), SecurityGroups = MaybeNot(() => Many(1, 3, Line)), PublicAddress = Maybe(Flag),
        }),
        MachineIdentity = MaybeNot(Line),
        Enabled = Maybe(Flag),
        Labels = MaybeNot(Labels),
        Native = MaybeNot(Native),
    };

    public JobQueueSpec Queue() => new()
    {
        Name = Line(),
        Priority = Maybe(() => _random.Next(1000)),
        Environments = MaybeNot(() => Many(1, 3, Line).Distinct().ToList()),
        Enabled = Maybe(Flag),
        MaxWait = Maybe(Duration),
        SchedulingPolicy = MaybeNot(Line),
        Labels = MaybeNot(Labels),
        Native = MaybeNot(Native),
    };

    public JobDefinitionSpec Definition() => new() { Name = "def-" + _random.Next(100), Job = Template(), Labels = MaybeNot(Labels) };

    private JobSpec Template()
    {
        var isScript = Flag();
        var env = MaybeNot(() => Map(Variable, Text));
        return new JobSpec
        {
            Queue = MaybeNot(Line),
            Parameters = MaybeNot(() => Map(() => Word().Replace(" ", string.Empty).Trim() is { Length: > 0 } name && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) ? name : "p", Text)),
            Command = isScript ? null : MaybeNot(() => Many(1, 5, Word)),
            Script = isScript ? MaybeNot(() => Text() is { } text && !string.IsNullOrWhiteSpace(text) ? text : "true") : null,
            Image = MaybeNot(Line),
            Env = env,
            Secrets = MaybeNot(() => Map(Variable, () => new SecretReference(Line())).Where(pair => env?.ContainsKey(pair.Key) != true).ToDictionary()),
            Mounts = MaybeNot(() => Many(0, 2, () => new Mount { Source = Line(), Target = "/" + _random.Next() + Line(), ReadOnly = Maybe(Flag) })),
            Resources = MaybeNot(Resources),
            Identity = MaybeNot(() => new JobIdentity { Task = MaybeNot(Line), Execution = MaybeNot(Line) }),
            Exclusive = Maybe(Flag),
            Purchase = MaybeNot(Purchase),
            Attempts = MaybeNot(Attempts),
            Timeout = Maybe(Duration),
            Priority = Maybe(() => _random.Next(int.MinValue, int.MaxValue)),
            Labels = MaybeNot(Labels),
            Native = MaybeNot(Native),
        };
    }

    private ResourceSpec Resources() => new()
    {
        VCpus = Maybe(() => Rarely() ? 0.1 + 0.2 : 1 + _random.Next(64)),
        Memory = Maybe(Size),
        Gpu = MaybeNot(() => new GpuSpec { Count = Maybe(() => 1 + _random.Next(8)), Model = MaybeNot(Line) }),
        Architecture = Maybe(Choice<CpuArchitecture>),
        MachineType = MaybeNot(Line),
        BootDisk = MaybeNot(() => new DiskSpec { Size = Maybe(Size), Type = MaybeNot(Line) }),
        DataDisk = MaybeNot(() => new DataDiskSpec { Size = Maybe(Size), Type = MaybeNot(Line), MountPath = MaybeNot(() => "/" + Line()) }),
    };

    private AttemptPolicy Attempts() => new()
    {
        Max = Maybe(() => 1 + _random.Next(9)),
        Otherwise = Maybe(Choice<AttemptAction>),
        Rules = MaybeNot(() => Many(0, 3, () => new AttemptRule
        {
            ExitCodes = MaybeNot(() => Many(1, 3, () => 1 + _random.Next(255))),
            Causes = Many(1, 3, Choice<JobCause>),
            Action = Choice<AttemptAction>(),
        } is { Action: AttemptAction.Retry } rule
            ? rule with { Causes = rule.Causes!.Where(cause => cause is not (JobCause.TimedOut or JobCause.Stopped or JobCause.DependencyFailed)).Append(JobCause.Preempted).ToList() }
            : new AttemptRule { ExitCodes = [1 + _random.Next(255)], Action = AttemptAction.Fail })),
    };

    private ArraySpec Array()
    {
        var columns = Map(Variable, Text).Keys.Append("LAST").Distinct().ToList();
        return new ArraySpec
        {
            Size = Flag() ? 1 + _random.Next(10000) : null,
            Parallelism = Maybe(() => 1 + _random.Next(100)),
        } is { Size: null } array ? array with { Tasks = new TaskTable(columns, Many(1, 4, () => Many(columns.Count, columns.Count, Text))) } : new ArraySpec { Size = 3 };
    }

    private Dictionary<string, JsonElement> Native() => Many(1, 2, () => _random.Next(2) == 0 ? "aws" : "local").Distinct().ToDictionary(
        provider => provider,
        _ => JsonSerializer.SerializeToElement(new Dictionary<string, object?>
        {
            ["text"] = Text(),
            ["number"] = _random.NextDouble() * 1e9,
            ["whole"] = _random.NextInt64(),
            ["flag"] = Flag(),
            ["nothing"] = null,
            ["list"] = Many(0, 3, Text),
            [Text()] = new Dictionary<string, object?> { [Word()] = new object?[] { 1, "1", null, new List<int>(), new Dictionary<string, int>() } },
        }));

    private Dictionary<string, string> Labels() => Map(() => Line() is { Length: <= 128 } name ? name : "label", () => new string(Text().Where(c => !char.IsControl(c)).ToArray()));

    private string Variable() => "V" + new string(Line().Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c) && c != '=').ToArray());

    private string Word() => Text() is { } text && !string.IsNullOrWhiteSpace(text) ? text : "word";

    private string Text() => _random.Next(4) switch
    {
        0 => Hard[_random.Next(Hard.Length)],
        1 => Hard[_random.Next(Hard.Length)] + Hard[_random.Next(Hard.Length)],
        2 => string.Empty,
        _ => new string(Enumerable.Range(0, _random.Next(1, 12)).Select(_ => (char)_random.Next(' ', '\u0180')).ToArray()),
    };

    private string Line()
    {
        var text = new string(Text().Where(c => !char.IsControl(c)).ToArray()).Trim();
        return string.IsNullOrWhiteSpace(text) ? "line" : text;
    }

    private ByteSize Size() => new(1 + (Flag() ? _random.NextInt64(1L << 50) : (1 + _random.NextInt64(1 << 20)) << 20));

    private TimeSpan Duration() => Flag() ? TimeSpan.FromSeconds(1 + _random.Next(1_000_000)) : TimeSpan.FromTicks(1 + _random.NextInt64(TimeSpan.TicksPerDay * 40));

    private Purchase Purchase() => _random.Next(3) switch { 0 => Jobs.Purchase.OnDemand, 1 => Jobs.Purchase.Spot, _ => Jobs.Purchase.SpotThenOnDemand(1 + _random.Next(9)) };

    private bool Flag() => _random.Next(2) == 0;

    private bool Rarely() => _random.Next(4) == 0;

    private T Choice<T>()
        where T : struct, Enum => Enum.GetValues<T>()[_random.Next(Enum.GetValues<T>().Length)];

    private T? Maybe<T>(Func<T> make)
        where T : struct => Rarely() ? make() : null;

    private string? Maybe(Func<string> make) => Flag() ? make() : null;

    private T? MaybeNot<T>(Func<T> make)
        where T : class => Rarely() ? make() : null;

    private List<T> Many<T>(int least, int most, Func<T> make) => Enumerable.Range(0, _random.Next(least, most + 1)).Select(_ => make()).ToList();

    private Dictionary<string, T> Map<T>(Func<string> key, Func<T> value)
    {
        var map = new Dictionary<string, T>();
        foreach (var name in Many(0, 4, key))
        {
            map[name] = value();
        }

        return map;
    }

    private static List<JobFileEntry<T>> Entries<T>(IEnumerable<T> specs)
        where T : class => specs.Select(spec => new JobFileEntry<T>(spec)).ToList();
}
