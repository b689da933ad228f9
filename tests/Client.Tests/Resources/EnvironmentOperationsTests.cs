using System.Text.Json;
using MultiBatch.Client.Tests.Fakes;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers;
using MultiBatch.Resources;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Resources;

public sealed class EnvironmentOperationsTests : IAsyncDisposable
{
    private static readonly ComputeEnvironmentSpec Small = new() { Name = "small", MaxVCpus = 8 };

    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedProvider _provider = new();
    private readonly SlowEnvironments _service = new();
    private readonly BatchClient _client;
    private readonly ClockRunner _runner;

    public EnvironmentOperationsTests()
    {
        _client = Clients.Of(_provider.With<IEnvironmentProvider>(_service), _clock);
        _runner = new ClockRunner(_clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _runner.DisposeAsync();
    }

    [Fact]
    public async Task Creating_waits_until_the_environment_is_ready()
    {
        _service.Then(EnvironmentStatus.Creating).ThenGone().Then(EnvironmentStatus.Unknown).Then(EnvironmentStatus.Ready);

        var environment = await _client.Environments.CreateAsync(Small);

        Assert.Equal(EnvironmentStatus.Ready, environment.Status);
        Assert.Equal(4, _service.Looks);
        Assert.Equal(Small, Assert.Single(_service.Sent));
    }

    [Fact]
    public async Task Creating_without_waiting_returns_what_the_service_accepted()
    {
        var environment = await _client.Environments.CreateAsync(Small, new ResourceOptions { Wait = false });

        Assert.Equal(EnvironmentStatus.Creating, environment.Status);
        Assert.Equal(0, _service.Looks);
    }

    [Fact]
    public async Task An_environment_that_turns_out_invalid_is_explained()
    {
        _service.Then(EnvironmentStatus.Creating).Then(EnvironmentStatus.Invalid, "subnet-1 does not exist");

        var error = await Assert.ThrowsAsync<BatchException>(() => _client.Environments.CreateAsync(Small));

        Assert.Equal((BatchErrorCode.InvalidSpec, BatchEffect.Applied, "small"), (error.Code, error.Effect, error.Resource));
        Assert.Contains("subnet-1 does not exist", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_that_takes_too_long_is_told_and_the_service_goes_on()
    {
        _service.Then(EnvironmentStatus.Creating, "launching machines");
        var began = _clock.GetUtcNow();

        var error = await Assert.ThrowsAsync<BatchException>(() => _client.Environments.CreateAsync(Small, new ResourceOptions { Timeout = TimeSpan.FromMinutes(1) }));

        Assert.Equal((BatchErrorCode.Timeout, true, BatchEffect.Applied), (error.Code, error.IsTransient, error.Effect));
        Assert.Contains("Creating (launching machines) after 1m", error.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(1), _clock.GetUtcNow() - began);
        Assert.InRange(_service.Looks, 5, 40);
    }

    [Fact]
    public async Task One_that_is_deleted_meanwhile_is_told()
    {
        _service.Then(EnvironmentStatus.Creating).Then(EnvironmentStatus.Deleting);

        Assert.Equal(BatchErrorCode.Conflict, (await Assert.ThrowsAsync<BatchException>(() => _client.Environments.CreateAsync(Small))).Code);
    }

    [Fact]
    public async Task An_update_sends_what_is_set_and_waits()
    {
        _service.Then(EnvironmentStatus.Updating).Then(EnvironmentStatus.Ready);
        var changes = new ComputeEnvironmentSpec { Name = "small", Enabled = false };

        var environment = await _client.Environments.UpdateAsync(changes);

        Assert.Equal(EnvironmentStatus.Ready, environment.Status);
        Assert.Equal(changes, Assert.Single(_service.Sent));
    }

    [Fact]
    public async Task Deleting_waits_until_it_is_gone()
    {
        _service.Then(EnvironmentStatus.Invalid).Then(EnvironmentStatus.Deleting).ThenGone();

        await _client.Environments.DeleteAsync("small");

        Assert.Equal(["small"], _service.Deleted);
        Assert.Equal(3, _service.Looks);
    }

    [Fact]
    public async Task A_deletion_that_the_service_gives_up_is_explained()
    {
        _service.Then(EnvironmentStatus.Deleting).Then(EnvironmentStatus.Invalid, "the role is missing");

        var error = await Assert.ThrowsAsync<BatchException>(() => _client.Environments.DeleteAsync("small"));

        Assert.Equal(BatchErrorCode.Conflict, error.Code);
        Assert.Contains("the role is missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_can_be_cancelled()
    {
        _service.Then(EnvironmentStatus.Creating);
        using var stop = new CancellationTokenSource();
        var waiting = _client.Environments.CreateAsync(Small, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task What_the_provider_rejects_is_not_sent()
    {
        _service.OnPlan = spec => new ResourcePlan(
            [FieldDisposition.Honored("/name"), FieldDisposition.Rejected("/maxVcpus", "it is fixed", "use array.parallelism", "https://example.com/doc")], []);

        var error = await Assert.ThrowsAsync<BatchException>(() => _client.Environments.CreateAsync(Small));

        Assert.Equal((BatchErrorCode.Unsupported, "/maxVcpus"), (error.Code, error.Resource));
        Assert.Contains("/maxVcpus: it is fixed (use array.parallelism) [https://example.com/doc]", error.Message, StringComparison.Ordinal);
        Assert.Empty(_service.Sent);
    }

    [Fact]
    public async Task A_field_that_the_provider_forgets_is_rejected()
    {
        _service.OnPlan = _ => new ResourcePlan([FieldDisposition.Honored("/name")], []);

        var plan = await _client.Environments.PlanAsync(Small);

        Assert.False(plan.IsAccepted);
        Assert.Equal("/maxVcpus", Assert.Single(plan.Dispositions, disposition => disposition.Kind == DispositionKind.Rejected).Pointer);
    }

    [Fact]
    public async Task Sections_of_other_providers_are_left_out_and_said()
    {
        _service.Then(EnvironmentStatus.Ready);
        var section = JsonDocument.Parse("{}").RootElement;
        var spec = Small with { Native = new Dictionary<string, JsonElement> { ["aws"] = section, ["scripted"] = section } };

        var plan = await _client.Environments.PlanAsync(spec);
        await _client.Environments.CreateAsync(spec);

        Assert.Equal(["scripted"], Assert.Single(_service.Sent).Native!.Keys);
        Assert.Contains("skips it", plan.Dispositions.Single(disposition => disposition.Pointer == "/native/aws").Detail, StringComparison.Ordinal);
    }

    public static TheoryData<string, ComputeEnvironmentSpec> Invalid => new()
    {
        { "/name", new() { Name = " " } },
        { "/name", new() { Name = new string('x', 129) } },
        { "/maxVcpus", Small with { MaxVCpus = 0 } },
        { "/maxVcpus", Small with { MaxVCpus = double.NaN } },
        { "/minVcpus", Small with { MinVCpus = -1 } },
        { "/minVcpus", Small with { MinVCpus = 9 } },
        { "/maxMemory", Small with { MaxMemory = new ByteSize(0) } },
        { "/machineTypes", Small with { MachineTypes = [] } },
        { "/machineTypes", Small with { MachineTypes = ["c5.large", "c5.large"] } },
        { "/machineTypes", Small with { MachineTypes = [" "] } },
        { "/purchase", Small with { Purchase = Purchase.SpotThenOnDemand() } },
        { "/machineImage", Small with { MachineImage = "" } },
        { "/machineIdentity", Small with { MachineIdentity = "a\nb" } },
        { "/bootDisk/size", Small with { BootDisk = new DiskSpec { Size = new ByteSize(0) } } },
        { "/bootDisk/type", Small with { BootDisk = new DiskSpec { Type = " " } } },
        { "/network/network", Small with { Network = new NetworkSpec { Network = "" } } },
        { "/network/subnets", Small with { Network = new NetworkSpec { Subnets = [] } } },
        { "/network/securityGroups", Small with { Network = new NetworkSpec { SecurityGroups = ["a", "a"] } } },
        { "/labels", Small with { Labels = new Dictionary<string, string> { [""] = "x" } } },
        { "/labels", Small with { Labels = new Dictionary<string, string> { ["a"] = "x\u0001" } } },
        { "/native/scripted", Small with { Native = new Dictionary<string, JsonElement> { ["scripted"] = JsonDocument.Parse("1").RootElement } } },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task What_can_be_right_nowhere_is_invalid_with_the_field_and_a_way_out(string field, ComputeEnvironmentSpec spec)
    {
        var error = await Assert.ThrowsAsync<BatchException>(() => _client.Environments.CreateAsync(spec));
        var plan = await _client.Environments.PlanAsync(spec);

        Assert.Equal((BatchErrorCode.InvalidSpec, field), (error.Code, error.Resource));
        var rejected = Assert.Single(plan.Dispositions, disposition => disposition.Kind == DispositionKind.Rejected);
        Assert.Equal(field, rejected.Pointer);
        Assert.NotNull(rejected.Alternative);
        Assert.Equal(SpecFields.Of(spec).Order(), plan.Dispositions.Select(disposition => disposition.Pointer).Order());
        Assert.Empty(_service.Sent);
    }

    [Fact]
    public async Task Every_wrong_field_is_named()
    {
        var error = await Assert.ThrowsAsync<BatchException>(() => _client.Environments.CreateAsync(Small with { MaxVCpus = -1, MachineImage = "", MachineTypes = [] }));

        Assert.Contains("/maxVcpus:", error.Message, StringComparison.Ordinal);
        Assert.Contains("/machineImage:", error.Message, StringComparison.Ordinal);
        Assert.Contains("/machineTypes:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_that_sets_nothing_is_invalid()
    {
        var error = await Assert.ThrowsAsync<BatchException>(() => _client.Environments.UpdateAsync(new ComputeEnvironmentSpec { Name = "small" }));

        Assert.Equal(BatchErrorCode.InvalidSpec, error.Code);
        Assert.Contains("changes nothing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_fails_and_find_does_not_when_there_is_none()
    {
        _service.ThenGone();

        Assert.Null(await _client.Environments.FindAsync("gone"));
        var error = await Assert.ThrowsAsync<BatchException>(() => _client.Environments.GetAsync("gone"));
        Assert.Equal((BatchErrorCode.NotFound, "gone"), (error.Code, error.Resource));
    }

    [Fact]
    public async Task All_pages_are_listed() =>
        Assert.Equal(["e0", "e2"], (await _client.Environments.ListAsync().ToListAsync()).Select(environment => environment.Name));

    [Fact]
    public async Task A_provider_without_environments_says_what_to_do()
    {
        await using var client = Clients.Of(new ScriptedProvider(), _clock);

        var error = await Assert.ThrowsAsync<BatchException>(() => client.Environments.CreateAsync(Small));

        Assert.Equal(BatchErrorCode.Unsupported, error.Code);
        Assert.Contains("scripted has no environments", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<BatchException>(() => client.Queues.FindAsync("x"));
        await Assert.ThrowsAsync<BatchException>(() => client.Environments.ListAsync().ToListAsync().AsTask());
    }
}
