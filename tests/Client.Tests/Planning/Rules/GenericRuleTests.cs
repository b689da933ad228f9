using System.Text.Json;
using MultiBatch.Client.Tests.Fakes;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Planning.Rules;

/// <summary>Rules that hold on every provider: each names the field, the value and the way out, and nothing reaches the provider.</summary>
public sealed class GenericRuleTests
{
    private static readonly JobSpec Good = Clients.Spec;
    private static readonly string Reference = new JobReference(ScriptedProvider.ProviderName, "1").ToString();

    public static TheoryData<string, JobSpec, string, string> Broken => new()
    {
        { "no command", Good with { Command = null }, "/command", "neither command nor script" },
        { "both", Good with { Script = "echo" }, "/script", "both set" },
        { "empty command", Good with { Command = [] }, "/command", "names no program" },
        { "blank program", Good with { Command = [" ", "x"] }, "/command", "names no program" },
        { "NUL in an argument", Good with { Command = ["echo", "a\0b"] }, "/command", "item 1" },
        { "blank script", Good with { Command = null, Script = " \n" }, "/script", "empty" },
        { "blank name", Good with { Name = " " }, "/name", "empty" },
        { "control in the name", Good with { Name = "a\nb" }, "/name", "control characters" },
        { "blank queue", Good with { Queue = "" }, "/queue", "empty" },
        { "blank image", Good with { Image = " " }, "/image", "empty" },
        { "blank identity", Good with { Identity = new JobIdentity { Task = "" } }, "/identity/task", "empty" },
        { "variable with =", Good with { Env = Map("A=B", "1") }, "/env", "'A=B'" },
        { "nameless variable", Good with { Env = Map("", "1") }, "/env", "no name of a variable" },
        { "reserved variable", Good with { Env = Map("MULTIBATCH_JOB_ID", "1") }, "/env", "MULTIBATCH_" },
        { "NUL in a variable", Good with { Env = Map("A", "x\0") }, "/env", "NUL" },
        { "variable and secret", Good with { Env = Map("A", "1"), Secrets = Secret("A") }, "/secrets", "both a variable and a secret" },
        { "reserved secret", Good with { Secrets = Secret("multibatch_x") }, "/secrets", "multibatch_x" },
        { "blank label", Good with { Labels = Map(" ", "1") }, "/labels", "no label name" },
        { "control in a label", Good with { Labels = Map("a", "1\t2") }, "/labels", "control characters" },
        { "relative mount", Good with { Mounts = [new Mount { Source = "/a", Target = "b" }] }, "/mounts/0/target", "no absolute path" },
        { "mount of nothing", Good with { Mounts = [new Mount { Source = "", Target = "/b" }] }, "/mounts/0/source", "empty" },
        { "two mounts", Good with { Mounts = [new Mount { Source = "/a", Target = "/x" }, new Mount { Source = "/b", Target = "/x" }] }, "/mounts/1/target", "earlier mount" },
        { "no vCPU", Good with { Resources = new ResourceSpec { VCpus = 0 } }, "/resources/vcpus", "more than 0" },
        { "odd vCPU", Good with { Resources = new ResourceSpec { VCpus = double.NaN } }, "/resources/vcpus", "NaN" },
        { "no memory", Good with { Resources = new ResourceSpec { Memory = new ByteSize(0) } }, "/resources/memory", "more than nothing" },
        { "no GPU", Good with { Resources = new ResourceSpec { Gpu = new GpuSpec { Count = 0 } } }, "/resources/gpu/count", "at least 1" },
        { "blank machine", Good with { Resources = new ResourceSpec { MachineType = "" } }, "/resources/machineType", "empty" },
        { "empty disk", Good with { Resources = new ResourceSpec { DataDisk = new DataDiskSpec { Size = new ByteSize(0) } } }, "/resources/dataDisk/size", "more than nothing" },
        { "relative disk", Good with { Resources = new ResourceSpec { DataDisk = new DataDiskSpec { MountPath = "data" } } }, "/resources/dataDisk/mountPath", "no absolute path" },
        { "no attempt", Good with { Attempts = new AttemptPolicy { Max = 0 } }, "/attempts/max", "at least 1" },
        { "rule without condition", Rule(new AttemptRule { Action = AttemptAction.Fail }), "/attempts/rules/0/action", "no condition" },
        { "rule for success", Rule(new AttemptRule { Action = AttemptAction.Fail, ExitCodes = [0] }), "/attempts/rules/0/exitCodes", "exit code 0" },
        { "rule for no code", Rule(new AttemptRule { Action = AttemptAction.Fail, ExitCodes = [] }), "/attempts/rules/0/exitCodes", "empty" },
        { "rule for no cause", Rule(new AttemptRule { Action = AttemptAction.Fail, Causes = [] }), "/attempts/rules/0/causes", "empty" },
        { "retry of a timeout", Rule(new AttemptRule { Action = AttemptAction.Retry, Causes = [JobCause.TimedOut] }), "/attempts/rules/0/causes", "never tried again" },
        { "no timeout", Good with { Timeout = TimeSpan.Zero }, "/timeout", "more than nothing" },
        { "array of nothing", Good with { Array = new ArraySpec() }, "/array/size", "neither size nor tasks" },
        { "array of both", Good with { Array = new ArraySpec { Size = 1, Tasks = new TaskTable(["A"], [["1"]]) } }, "/array/size", "both set" },
        { "empty array", Good with { Array = new ArraySpec { Size = 0 } }, "/array/size", "array.size is 0" },
        { "no parallelism", Good with { Array = new ArraySpec { Size = 2, Parallelism = 0 } }, "/array/parallelism", "at least 1" },
        { "reserved column", Good with { Array = new ArraySpec { Tasks = new TaskTable(["MULTIBATCH_X"], [["1"]]) } }, "/array/tasks", "MULTIBATCH_" },
        { "column and variable", Good with { Env = Map("A", "1"), Array = new ArraySpec { Tasks = new TaskTable(["A"], [["1"]]) } }, "/array/tasks", "set in env" },
        { "dependency on a word", Depends(new JobDependency { Job = "nobody" }), "/dependsOn/0/job", "'nobody'" },
        { "dependency elsewhere", Depends(new JobDependency { Job = "aws:1" }), "/dependsOn/0/job", "another connection" },
        { "dependency on an attempt", Depends(new JobDependency { Job = Reference + "@2" }), "/dependsOn/0/job", "attempt" },
        { "dependency twice", Depends(new JobDependency { Job = Reference }, new JobDependency { Job = Reference }), "/dependsOn/1/job", "twice" },
        { "index to index of one", Depends(new JobDependency { Job = Reference, Mode = DependencyMode.IndexToIndex }), "/dependsOn/0/mode", "array" },
        { "placeholder without value", Good with { Command = ["echo", "Ref::what"] }, "/parameters", "'what' has no value" },
        { "placeholder without name", Good with { Command = ["echo", "Ref::"] }, "/command", "without a name" },
        { "unused parameter", Good with { Parameters = Map("what", "1") }, "/parameters", "'what' is used nowhere" },
        { "native section that is text", Good with { Native = new Dictionary<string, JsonElement> { ["scripted"] = JsonDocument.Parse("\"x\"").RootElement } }, "/native/scripted", "object" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_broken_rule_rejects_its_field_and_says_why(string what, JobSpec spec, string pointer, string why)
    {
        var provider = new ScriptedProvider();
        await using var client = Clients.Of(provider, new ManualTimeProvider());

        var plan = await client.PlanAsync(spec);
        var error = await Assert.ThrowsAsync<BatchException>(() => client.SubmitAsync(spec));

        var rejected = plan.Dispositions.Single(disposition => disposition.Pointer == pointer);
        Assert.Equal(DispositionKind.Rejected, rejected.Kind);
        Assert.Contains(why, rejected.Detail, StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(rejected.Alternative), what);
        Assert.False(plan.IsAccepted);
        Assert.Equal(BatchErrorCode.InvalidSpec, error.Code);
        Assert.Contains(pointer, error.Message, StringComparison.Ordinal);
        Assert.Empty(provider.Calls);
    }

    [Fact]
    public async Task Every_broken_field_is_named_at_once_and_the_rest_is_left_open()
    {
        var spec = Good with { Timeout = TimeSpan.Zero, Env = Map("A=B", "1"), Resources = new ResourceSpec { VCpus = -1, Memory = ByteSize.FromGibibytes(1) } };
        await using var client = Clients.Of(new ScriptedProvider(), new ManualTimeProvider());

        var plan = await client.PlanAsync(spec);
        var error = await Assert.ThrowsAsync<BatchException>(() => client.SubmitAsync(spec));

        Assert.Equal(
            ["/env", "/resources/vcpus", "/timeout"],
            plan.Dispositions.Where(disposition => disposition.Kind == DispositionKind.Rejected).Select(disposition => disposition.Pointer).Order());
        Assert.Equal(DispositionKind.Unverified, plan.Dispositions.Single(disposition => disposition.Pointer == "/resources/memory").Kind);
        Assert.All(SpecFields.Of(spec), field => Assert.Contains(plan.Dispositions, disposition => disposition.Pointer == field));
        Assert.Contains("/env", error.Message, StringComparison.Ordinal);
        Assert.Contains("/timeout", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_faults_of_one_field_are_one_rejection()
    {
        var spec = Good with { Env = new Dictionary<string, string> { ["A=B"] = "1", ["MULTIBATCH_X"] = "2" } };
        await using var client = Clients.Of(new ScriptedProvider(), new ManualTimeProvider());

        var rejected = Assert.Single((await client.PlanAsync(spec)).Dispositions, disposition => disposition.Pointer == "/env");

        Assert.Contains("'A=B'", rejected.Detail, StringComparison.Ordinal);
        Assert.Contains("'MULTIBATCH_X'", rejected.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_secret_value_is_shown()
    {
        var spec = Good with { Env = Map("PASSWORD", "hunter2\0") };
        await using var client = Clients.Of(new ScriptedProvider(), new ManualTimeProvider());

        var error = await Assert.ThrowsAsync<BatchException>(() => client.SubmitAsync(spec));

        Assert.Contains("PASSWORD", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.Message, StringComparison.Ordinal);
    }

    private static JobSpec Rule(AttemptRule rule) => Good with { Attempts = new AttemptPolicy { Max = 3, Rules = [rule] } };

    private static JobSpec Depends(params JobDependency[] dependencies) => Good with { DependsOn = dependencies };

    private static Dictionary<string, string> Map(string key, string value) => new() { [key] = value };

    private static Dictionary<string, SecretReference> Secret(string name) => new() { [name] = new SecretReference("env:X") };
}
