using MultiBatch.Emulators.Faults;
using MultiBatch.Jobs;

namespace MultiBatch.Providers.Google.Tests.Conformance;

/// <summary>What things cost in calls, by the emulator's own counters.</summary>
public class CallCountTests(GoogleHarness harness) : IClassFixture<GoogleHarness>
{
    private const int Many = 10_000;

    [Fact]
    public async Task Ten_thousand_tasks_are_submitted_in_one_call_and_refreshed_in_ten()
    {
        await using var client = harness.CreateClient();

        // No machine is ever found, so that nothing of it runs.
        harness.Emulator.Faults.Plan = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.InsufficientCapacity }] };
        harness.Emulator.Counters.Reset();
        var array = await client.SubmitAsync(harness.Prepare(new JobSpec { Name = "many", Command = ["true"], Array = new ArraySpec { Size = Many } }));
        var submits = harness.Emulator.Counters.Total;
        while ((await client.GetJobAsync(array.Reference)).State < JobState.Starting)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        // The first sweep learns where pages begin; what is read meanwhile is shared.
        await RefreshAsync(client, array.Reference);
        harness.Emulator.Counters.Reset();
        await RefreshAsync(client, array.Reference);
        var refreshed = harness.Emulator.Counters.Total;
        harness.Emulator.Counters.Reset();
        var listed = 0;
        await foreach (var child in client.ListJobsAsync(new JobQuery { ChildrenOf = array.Reference }))
        {
            Assert.Equal(listed++, child.Index);
        }

        Assert.Equal((1, Many), (submits, listed));
        Assert.InRange(refreshed, 1, 10);
        Assert.InRange(harness.Emulator.Counters.Total, 1, 10);
        await client.StopAsync(array.Reference);
    }

    private static async Task RefreshAsync(BatchClient client, JobReference array)
    {
        var seen = 0;
        await foreach (var child in client.GetJobsAsync(Enumerable.Range(0, Many).Select(array.Child)))
        {
            Assert.Equal(seen++, child.Index);
        }

        Assert.Equal(Many, seen);
    }
}
