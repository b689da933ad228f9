using MultiBatch.Capabilities;
using MultiBatch.Client.Tests.Catalogue;
using MultiBatch.Client.Tests.Fakes;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Queues;
using MultiBatch.TestSupport.InMemory;

namespace MultiBatch.Client.Tests.Resources;

public sealed class QueueOperationsTests
{
    private static readonly InMemoryOptions KeepsNone = new()
    {
        Levels = new Dictionary<BatchFeature, SupportLevel>
        {
            [BatchFeature.Environments] = SupportLevel.EmulatedDurable,
            [BatchFeature.Queues] = SupportLevel.EmulatedDurable,
            [BatchFeature.OrderedEnvironments] = SupportLevel.Unsupported,
        },
    };

    private readonly MemoryCatalogStore _catalogue = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_queue_is_made_used_changed_and_deleted_wherever_it_is_kept(bool inCatalogue)
    {
        await using var simulated = New(inCatalogue);
        var client = simulated.Client;
        await client.Environments.CreateAsync(new ComputeEnvironmentSpec { Name = "small", MaxVCpus = 2 });
        var created = await client.Queues.CreateAsync(new JobQueueSpec { Name = "fast", Priority = 3, Environments = ["small"] });
        var updated = await client.Queues.UpdateAsync(new JobQueueSpec { Name = "fast", Priority = 5 });
        var job = await client.SubmitAsync(new JobSpec { Command = ["sleep", "60"], Queue = "fast" });

        Assert.Equal((3, EnvironmentStatus.Ready), (created.Spec.Priority, created.Status));
        Assert.Equal(5, updated.Spec.Priority);
        Assert.Equal(["small"], (await client.Queues.GetAsync("fast")).Spec.Environments);
        Assert.Contains("fast", (await client.Queues.ListAsync().ToListAsync()).Select(queue => queue.Name));
        Assert.Equal(BatchErrorCode.Conflict, (await Assert.ThrowsAsync<BatchException>(() => client.Queues.DeleteAsync("fast"))).Code);
        Assert.Equal(BatchErrorCode.Conflict, (await Assert.ThrowsAsync<BatchException>(() => client.Environments.DeleteAsync("small"))).Code);

        Assert.Equal(JobState.Succeeded, (await client.WaitAsync(job.Reference)).State);
        await client.Queues.DeleteAsync("fast");
        await client.Environments.DeleteAsync("small");

        Assert.Null(await client.Queues.FindAsync("fast"));
        Assert.Null(await client.Environments.FindAsync("small"));
        Assert.Equal(BatchErrorCode.NotFound, (await Assert.ThrowsAsync<BatchException>(() => client.Queues.DeleteAsync("fast"))).Code);
    }

    [Fact]
    public async Task A_queue_in_the_catalogue_is_of_its_connection_and_seen_by_every_client_of_it()
    {
        await using var simulated = New(inCatalogue: true);
        await simulated.Client.Environments.CreateAsync(new ComputeEnvironmentSpec { Name = "small" });
        await simulated.Client.Queues.CreateAsync(new JobQueueSpec { Name = "fast", Environments = ["small"] });
        await using var same = simulated.Connect(options => options with { Catalogue = _catalogue });
        await using var other = simulated.Connect(options => options with { Catalogue = _catalogue, ConnectionName = "other" });

        Assert.NotNull(await same.Queues.FindAsync("fast"));
        Assert.Null(await other.Queues.FindAsync("fast"));
        Assert.Equal(["memory/default/environments/small", "memory/default/queues/fast"], _catalogue.Keys);
    }

    [Fact]
    public async Task A_queue_in_the_catalogue_is_judged_by_the_provider()
    {
        await using var simulated = New(inCatalogue: true);
        await simulated.Client.Environments.CreateAsync(new ComputeEnvironmentSpec { Name = "a" });
        await simulated.Client.Environments.CreateAsync(new ComputeEnvironmentSpec { Name = "b" });

        var error = await Assert.ThrowsAsync<BatchException>(() => simulated.Client.Queues.CreateAsync(new JobQueueSpec { Name = "fast", Environments = ["a", "b"] }));
        var plan = await simulated.Client.Queues.PlanAsync(new JobQueueSpec { Name = "fast", Environments = ["a", "gone"] });

        Assert.Equal((BatchErrorCode.Unsupported, "/environments"), (error.Code, error.Resource));
        Assert.Contains(plan.Dispositions, disposition => disposition.Kind == DispositionKind.Rejected && disposition.Pointer == "/environments");
    }

    [Fact]
    public async Task A_disabled_queue_of_the_catalogue_takes_no_jobs()
    {
        await using var simulated = New(inCatalogue: true);
        await simulated.Client.Environments.CreateAsync(new ComputeEnvironmentSpec { Name = "small" });
        await simulated.Client.Queues.CreateAsync(new JobQueueSpec { Name = "fast", Environments = ["small"], Enabled = false });

        var error = await Assert.ThrowsAsync<BatchException>(() => simulated.Client.SubmitAsync(new JobSpec { Command = ["true"], Queue = "fast" }));

        Assert.Equal((BatchErrorCode.InvalidSpec, "/queue"), (error.Code, error.Resource));
    }

    public static TheoryData<string, JobQueueSpec> Invalid => new()
    {
        { "/name", new() { Name = "", Environments = ["default"] } },
        { "/priority", new() { Name = "q", Environments = ["default"], Priority = -1 } },
        { "/priority", new() { Name = "q", Environments = ["default"], Priority = 1000 } },
        { "/environments", new() { Name = "q" } },
        { "/environments", new() { Name = "q", Environments = [] } },
        { "/environments", new() { Name = "q", Environments = ["default", "default"] } },
        { "/maxWait", new() { Name = "q", Environments = ["default"], MaxWait = TimeSpan.Zero } },
        { "/schedulingPolicy", new() { Name = "q", Environments = ["default"], SchedulingPolicy = " " } },
        { "/labels", new() { Name = "q", Environments = ["default"], Labels = new Dictionary<string, string> { ["a"] = null! } } },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task What_can_be_right_nowhere_is_invalid(string field, JobQueueSpec spec)
    {
        await using var simulated = new Simulated();

        var error = await Assert.ThrowsAsync<BatchException>(() => simulated.Client.Queues.CreateAsync(spec));

        Assert.Equal((BatchErrorCode.InvalidSpec, field), (error.Code, error.Resource));
        Assert.DoesNotContain(simulated.Service.Calls, call => call.Operation == "CreateQueue");
    }

    [Fact]
    public async Task A_name_that_this_provider_does_not_take_is_unsupported()
    {
        await using var simulated = new Simulated();

        var error = await Assert.ThrowsAsync<BatchException>(
            () => simulated.Client.Queues.CreateAsync(new JobQueueSpec { Name = "a.b", Environments = ["default"] }));

        Assert.Equal((BatchErrorCode.Unsupported, "/name"), (error.Code, error.Resource));
    }

    private Simulated New(bool inCatalogue) => new(inCatalogue ? KeepsNone : null, options => options with { Catalogue = _catalogue });
}
