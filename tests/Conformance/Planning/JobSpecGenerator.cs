using System.Text.Json;
using MultiBatch.Definitions;
using MultiBatch.Jobs;
using MultiBatch.Planning;

namespace MultiBatch.Conformance.Planning;

/// <summary>
/// Makes random job specs: each field is set or not, with values from plain to absurd, so that no field of a spec is left untried.
/// The same seed makes the same specs.
/// </summary>
public sealed class JobSpecGenerator
{
    private static readonly string[] Words =
    [
        "a", "render", "", " ", "with space", "UPPER", "\u00fcml\u00e4ut", "a/b", "x:y", "-dash", "0", "null", "Ref::p", "\"", "line\nline", new('w', 300),
    ];

    private readonly Random _random;

    /// <summary>Creates a generator.</summary>
    /// <param name="seed">The seed.</param>
    public JobSpecGenerator(int seed) => _random = new Random(seed);

    /// <summary>The next spec.</summary>
    public JobSpec Next() => new()
    {
        Name = Maybe(Word),
        Queue = Rarely(Word),
        Definition = Rarely(() => new JobDefinitionReference("no-such-definition", Maybe<int?>(() => 1))),
        Parameters = Rarely(Map),
        Command = Mostly(() => Many(Word)),
        Script = Rarely(Word),
        Image = Rarely(Word),
        Env = Maybe(Map),
        Secrets = Rarely(() => Map().ToDictionary(pair => pair.Key, pair => new SecretReference("place-" + pair.Value))),
        Mounts = Rarely(() => Many(() => new Mount { Source = Word(), Target = Word(), ReadOnly = Maybe<bool?>(() => Bool()) })),
        Resources = Maybe(Resources),
        Identity = Rarely(() => new JobIdentity { Task = Maybe(Word), Execution = Maybe(Word) }),
        Exclusive = Rarely<bool?>(() => Bool()),
        Purchase = Rarely(() => Pick(Purchase.OnDemand, Purchase.Spot, Purchase.SpotThenOnDemand(), Purchase.SpotThenOnDemand(9))),
        Attempts = Maybe(Attempts),
        Timeout = Maybe<TimeSpan?>(() => TimeSpan.FromSeconds(Number())),
        Priority = Rarely<int?>(() => Number()),
        Labels = Maybe(Map),
        DependsOn = Rarely(() => Many(Dependency)),
        Array = Maybe(Array),
        Native = Rarely(() => Map().Keys.Concat(["aws", "azure", "google", "local"]).Distinct().ToDictionary(key => key, _ => Section())),
    };

    /// <summary>Specs that are each one field smaller: to find what it is about a spec that breaks a rule.</summary>
    public static IEnumerable<JobSpec> Smaller(JobSpec spec) => typeof(JobSpec).GetProperties()
        .Where(property => property.CanWrite && property.GetValue(spec) is not null)
        .Select(property =>
        {
            var copy = spec with { };
            property.SetValue(copy, null);
            return copy;
        });

    private ResourceSpec Resources() => new()
    {
        VCpus = Maybe<double?>(() => Number() / 2.0),
        Memory = Maybe<ByteSize?>(() => Size()),
        Gpu = Rarely(() => new GpuSpec { Count = Maybe<int?>(() => Number()), Model = Maybe(Word) }),
        Architecture = Rarely<CpuArchitecture?>(() => Pick(CpuArchitecture.Amd64, CpuArchitecture.Arm64)),
        MachineType = Rarely(Word),
        BootDisk = Rarely(() => new DiskSpec { Size = Maybe<ByteSize?>(() => Size()), Type = Maybe(Word) }),
        DataDisk = Rarely(() => new DataDiskSpec { Size = Maybe<ByteSize?>(() => Size()), Type = Maybe(Word), MountPath = Maybe(Word) }),
    };

    private AttemptPolicy Attempts() => new()
    {
        Max = Maybe<int?>(() => Number()),
        Rules = Maybe(() => Many(() => new AttemptRule
        {
            ExitCodes = Maybe(() => Many(Number)),
            Causes = Maybe(() => Many(() => Pick(Enum.GetValues<JobCause>()))),
            Action = Pick(AttemptAction.Retry, AttemptAction.Fail),
        })),
        Otherwise = Maybe<AttemptAction?>(() => Pick(AttemptAction.Retry, AttemptAction.Fail)),
    };

    private JobDependency Dependency() => new()
    {
        Job = Pick(Word(), new JobReference("local", "4f1c").ToString(), new JobReference("conformance", "1").Child(3).ToString()),
        Mode = Maybe<DependencyMode?>(() => Pick(DependencyMode.Whole, DependencyMode.IndexToIndex)),
        On = Maybe<DependencyCondition?>(() => Pick(Enum.GetValues<DependencyCondition>())),
    };

    private ArraySpec Array() => new()
    {
        Size = Maybe<int?>(() => Number()),
        Tasks = Rarely(() => new TaskTable(["A", "B"], Many<IReadOnlyList<string>>(() => [Word(), Word()]))),
        Parallelism = Maybe<int?>(() => Number()),
    };

    private Dictionary<string, string> Map() =>
        Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Word()).Distinct().ToDictionary(key => key, _ => Word());

    private JsonElement Section()
    {
        using var document = JsonDocument.Parse(Pick("{}", "{\"unknown\": 1}", "[]", "null", "\"text\""));
        return document.RootElement.Clone();
    }

    private ByteSize Size() => new(Pick(0L, 1L, 1024L * 1024, 1L << 30, 1L << 50));

    private int Number() => Pick(-1, 0, 1, 2, 3, 10, 1000, 1_000_000);

    private string Word() => Pick(Words);

    private bool Bool() => _random.Next(2) == 0;

    private T Pick<T>(params T[] values) => values[_random.Next(values.Length)];

    private T[] Many<T>(Func<T> item) => Enumerable.Range(0, _random.Next(1, 4)).Select(_ => item()).ToArray();

    private T? Mostly<T>(Func<T> value) => _random.Next(5) > 0 ? value() : default;

    private T? Maybe<T>(Func<T> value) => Bool() ? value() : default;

    private T? Rarely<T>(Func<T> value) => _random.Next(5) == 0 ? value() : default;
}
