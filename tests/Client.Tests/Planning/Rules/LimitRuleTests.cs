using MultiBatch.Capabilities;
using MultiBatch.Client.Tests.Fakes;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Planning.Rules;

/// <summary>Each declared limit: its own value passes, the next one is refused with the limit and its source.</summary>
public sealed class LimitRuleTests
{
    private const string Source = "the service's manual";
    private static readonly JobSpec Spec = Clients.Spec;

    public static TheoryData<string, BatchLimits, JobSpec, JobSpec, string> Table => new()
    {
        { "name", new BatchLimits { JobNamePattern = Limit("^[a-z]{1,5}$") }, Spec, Spec with { Name = "hello-world" }, "/name" },
        { "queue", new BatchLimits { ResourceNamePattern = Limit("^[a-z]{1,5}$") }, Spec with { Queue = "main" }, Spec with { Queue = "Main" }, "/queue" },
        { "smallest array", new BatchLimits { MinArraySize = Limit(2) }, Array(2), Array(1), "/array/size" },
        { "largest array", new BatchLimits { MaxArraySize = Limit(100) }, Array(100), Array(101), "/array/size" },
        { "largest table", new BatchLimits { MaxArraySize = Limit(1) }, Table1(1), Table1(2), "/array/tasks" },
        { "dependencies", new BatchLimits { MaxDependencies = Limit(2) }, Depends(2), Depends(3), "/dependsOn/0/job" },
        { "attempts", new BatchLimits { MaxAttempts = Limit(10) }, Attempts(10), Attempts(11), "/attempts/max" },
        { "attempt rules", new BatchLimits { MaxAttemptRules = Limit(1) }, Rules(1), Rules(2), "/attempts/rules/0/action" },
        { "timeout", new BatchLimits { MaxTimeout = Limit(TimeSpan.FromDays(14)) }, Spec with { Timeout = TimeSpan.FromDays(14) }, Spec with { Timeout = TimeSpan.FromDays(15) }, "/timeout" },
        { "lowest priority", new BatchLimits { MinPriority = Limit(0) }, Spec with { Priority = 0 }, Spec with { Priority = -1 }, "/priority" },
        { "highest priority", new BatchLimits { MaxPriority = Limit(99) }, Spec with { Priority = 99 }, Spec with { Priority = 100 }, "/priority" },
        { "labels", new BatchLimits { MaxLabels = Limit(1) }, Labels(1), Labels(2), "/labels" },
        { "label names", new BatchLimits { LabelNamePattern = Limit("^l[0-9]$") }, Labels(2), Spec with { Labels = new Dictionary<string, string> { ["L"] = "1" } }, "/labels" },
        { "label values", new BatchLimits { LabelValuePattern = Limit("^[0-9]$") }, Labels(2), Spec with { Labels = new Dictionary<string, string> { ["l"] = "x" } }, "/labels" },
        { "variables", new BatchLimits { MaxEnvironmentBytes = Limit(4) }, Env("abc"), Env("abcd"), "/env" },
        { "variables in UTF-8", new BatchLimits { MaxEnvironmentBytes = Limit(4) }, Env("ä€"[..1]), Env("ä€"), "/env" },
        { "script", new BatchLimits { MaxScriptBytes = Limit(3) }, Script("abc"), Script("abcd"), "/script" },
        { "vCPUs", new BatchLimits { MaxVCpus = Limit(2.5) }, Spec with { Resources = new ResourceSpec { VCpus = 2.5 } }, Spec with { Resources = new ResourceSpec { VCpus = 2.51 } }, "/resources/vcpus" },
        {
            "memory", new BatchLimits { MaxMemory = Limit(ByteSize.FromGibibytes(1)) },
            Spec with { Resources = new ResourceSpec { Memory = ByteSize.FromGibibytes(1) } }, Spec with { Resources = new ResourceSpec { Memory = ByteSize.FromGibibytes(2) } }, "/resources/memory"
        },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task The_limit_itself_passes_and_what_is_beyond_is_refused(string what, BatchLimits limits, JobSpec inside, JobSpec beyond, string pointer)
    {
        await using var client = Clients.Of(new ScriptedProvider { Limits = limits }, new ManualTimeProvider());

        Assert.True((await client.PlanAsync(inside)).IsAccepted, what);
        var plan = await client.PlanAsync(beyond);
        var rejected = plan.Dispositions.Single(disposition => disposition.Kind == DispositionKind.Rejected);
        Assert.Equal(pointer, rejected.Pointer);
        Assert.Equal(Source, rejected.Source);
        Assert.NotNull(rejected.Alternative);
        var error = await Assert.ThrowsAsync<BatchException>(() => client.SubmitAsync(beyond));
        Assert.Equal(BatchErrorCode.Unsupported, error.Code);
        Assert.Contains(Source, error.Message, StringComparison.Ordinal);
    }

    private static Limit<T> Limit<T>(T value) => new(value, Source);

    private static JobSpec Array(int size) => Spec with { Array = new ArraySpec { Size = size } };

    private static JobSpec Table1(int rows) => Spec with { Array = new ArraySpec { Tasks = new TaskTable(["A"], Enumerable.Range(0, rows).Select(_ => (IReadOnlyList<string>)["1"]).ToList()) } };

    private static JobSpec Attempts(int max) => Spec with { Attempts = new AttemptPolicy { Max = max } };

    private static JobSpec Rules(int count) => Spec with
    {
        Attempts = new AttemptPolicy { Rules = Enumerable.Range(1, count).Select(code => new AttemptRule { Action = AttemptAction.Fail, ExitCodes = [code] }).ToList() },
    };

    private static JobSpec Depends(int count) => Spec with
    {
        DependsOn = Enumerable.Range(0, count).Select(number => new JobDependency { Job = new JobReference(ScriptedProvider.ProviderName, $"{number}").ToString() }).ToList(),
    };

    private static JobSpec Labels(int count) => Spec with { Labels = Enumerable.Range(0, count).ToDictionary(number => $"l{number}", number => $"{number}") };

    private static JobSpec Env(string value) => Spec with { Env = new Dictionary<string, string> { ["A"] = value } };

    private static JobSpec Script(string text) => new() { Name = "hello", Script = text };
}
