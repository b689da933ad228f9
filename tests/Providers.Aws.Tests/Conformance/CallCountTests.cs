using MultiBatch.Jobs;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Aws.Tests.Conformance;

/// <summary>What things cost in calls, by the emulator's own counters.</summary>
public class CallCountTests(AwsHarness harness) : IClassFixture<AwsHarness>
{
    private const int Many = 10_000;

    [Fact]
    public async Task Ten_thousand_children_are_submitted_in_one_call_and_refreshed_in_a_hundred()
    {
        await using var client = harness.CreateClient();
        await client.Environments.CreateAsync(harness.EnvironmentSpec("asleep", 1) with { Enabled = false });
        await client.Queues.CreateAsync(new JobQueueSpec { Name = "asleep", Environments = ["asleep"] });
        harness.Emulator.Counters.Reset();

        var array = await client.SubmitAsync(harness.Prepare(new JobSpec { Name = "many", Queue = "asleep", Command = ["true"], Array = new ArraySpec { Size = Many } }));
        var submits = harness.Emulator.Counters["SubmitJob"];
        harness.Emulator.Counters.Reset();
        var seen = 0;
        await foreach (var child in client.GetJobsAsync(Enumerable.Range(0, Many).Select(array.Reference.Child)))
        {
            Assert.Equal(seen++, child.Index);
        }

        Assert.Equal((1, Many, 100), (submits, seen, harness.Emulator.Counters.Total));
        await client.StopAsync(array.Reference);
    }
}
