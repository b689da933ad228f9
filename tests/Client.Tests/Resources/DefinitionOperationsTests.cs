using MultiBatch.Capabilities;
using MultiBatch.Client.Tests.Catalogue;
using MultiBatch.Client.Tests.Fakes;
using MultiBatch.Definitions;
using MultiBatch.Jobs;
using MultiBatch.TestSupport.InMemory;

namespace MultiBatch.Client.Tests.Resources;

public sealed class DefinitionOperationsTests
{
    private static readonly JobDefinitionSpec Greet = new()
    {
        Name = "greet",
        Job = new JobSpec { Command = ["echo", "Ref::who"], Parameters = new Dictionary<string, string> { ["who"] = "world" } },
    };

    private readonly MemoryCatalogStore _catalogue = new();

    [Theory]
    [InlineData(SupportLevel.Native)]
    [InlineData(SupportLevel.EmulatedDurable)]
    [InlineData(SupportLevel.Unsupported)]
    public async Task A_definition_is_registered_used_and_deregistered_wherever_it_is_kept(SupportLevel level)
    {
        await using var simulated = New(level);
        var client = simulated.Client;
        var first = await client.Definitions.RegisterAsync(Greet);
        var again = await client.Definitions.RegisterAsync(Greet);
        var second = await client.Definitions.RegisterAsync(Greet with { Job = Greet.Job with { Timeout = TimeSpan.FromMinutes(1) } });
        var job = await client.SubmitAsync(new JobSpec { Definition = first.Reference, Parameters = new Dictionary<string, string> { ["who"] = "you" } });
        await client.WaitAsync(job.Reference);

        Assert.Equal((1, 1, 2), (first.Revision, again.Revision, second.Revision));
        Assert.Equal(["you"], (await client.ReadLogAsync(job.Reference).ToListAsync()).Select(line => line.Text));
        Assert.Equal(["greet:1", "greet:2"], (await client.Definitions.ListAsync("greet").ToListAsync()).Select(one => one.Reference.ToString()));
        Assert.Equal(2, (await client.Definitions.GetAsync(new JobDefinitionReference("greet"))).Revision);

        await client.Definitions.DeregisterAsync(second.Reference);
        Assert.Equal(1, (await client.Definitions.GetAsync(new JobDefinitionReference("greet"))).Revision);
        await Assert.ThrowsAsync<BatchException>(() => client.SubmitAsync(new JobSpec { Definition = second.Reference }));
        Assert.Equal(level != SupportLevel.Native, _catalogue.Keys.Count > 0);
    }

    [Fact]
    public async Task What_belongs_to_a_submit_is_refused_field_by_field()
    {
        await using var simulated = New(SupportLevel.EmulatedDurable);

        var error = await Assert.ThrowsAsync<BatchException>(() => simulated.Client.Definitions.RegisterAsync(Greet with
        {
            Job = Greet.Job with
            {
                Name = "x",
                Definition = new JobDefinitionReference("other"),
                DependsOn = [new JobDependency { Job = "memory:1" }],
                Array = new ArraySpec { Size = 2 },
            },
        }));

        Assert.Equal((BatchErrorCode.InvalidSpec, "/job/name"), (error.Code, error.Resource));
        foreach (var field in new[] { "/job/name:", "/job/definition:", "/job/dependsOn:", "/job/array:" })
        {
            Assert.Contains(field, error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(_catalogue.Keys);
    }

    public static TheoryData<string, JobDefinitionSpec> Invalid => new()
    {
        { "/name", Greet with { Name = "no name" } },
        { "/name", Greet with { Name = "" } },
        { "/job", Greet with { Job = null! } },
        { "/job/command", Greet with { Job = new JobSpec { Command = [] } } },
        { "/job/script", Greet with { Job = new JobSpec { Command = ["true"], Script = "true" } } },
        { "/job/env", Greet with { Job = new JobSpec { Command = ["true"], Env = new Dictionary<string, string> { ["MULTIBATCH_X"] = "1" } } } },
        { "/job/resources/vcpus", Greet with { Job = new JobSpec { Command = ["true"], Resources = new ResourceSpec { VCpus = -1 } } } },
        { "/labels", Greet with { Labels = new Dictionary<string, string> { [" "] = "x" } } },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task What_can_be_right_nowhere_is_invalid(string field, JobDefinitionSpec spec)
    {
        await using var simulated = New(SupportLevel.Native);

        var error = await Assert.ThrowsAsync<BatchException>(() => simulated.Client.Definitions.RegisterAsync(spec));

        Assert.Equal((BatchErrorCode.InvalidSpec, field), (error.Code, error.Resource));
        Assert.DoesNotContain(simulated.Service.Calls, call => call.Operation == "RegisterDefinition");
    }

    [Fact]
    public async Task A_template_may_leave_the_command_to_the_submit()
    {
        await using var simulated = New(SupportLevel.EmulatedDurable);
        await simulated.Client.Definitions.RegisterAsync(new JobDefinitionSpec { Name = "small", Job = new JobSpec { Timeout = TimeSpan.FromMinutes(1) } });

        var job = await simulated.Client.SubmitAsync(new JobSpec { Definition = new JobDefinitionReference("small"), Command = ["true"] });

        Assert.Equal(JobState.Succeeded, (await simulated.Client.WaitAsync(job.Reference)).State);
    }

    [Fact]
    public async Task Deregistering_needs_a_revision_that_is_there()
    {
        await using var simulated = New(SupportLevel.EmulatedDurable);

        await Assert.ThrowsAsync<ArgumentException>(() => simulated.Client.Definitions.DeregisterAsync(new JobDefinitionReference("greet")));
        var error = await Assert.ThrowsAsync<BatchException>(() => simulated.Client.Definitions.DeregisterAsync(new JobDefinitionReference("greet", 1)));
        Assert.Equal(BatchErrorCode.NotFound, error.Code);
        Assert.Equal(BatchErrorCode.NotFound, (await Assert.ThrowsAsync<BatchException>(() => simulated.Client.Definitions.GetAsync(new JobDefinitionReference("greet")))).Code);
    }

    private Simulated New(SupportLevel level) => new(
        new InMemoryOptions { Levels = new Dictionary<BatchFeature, SupportLevel> { [BatchFeature.Definitions] = level } },
        options => options with { Catalogue = _catalogue });
}
