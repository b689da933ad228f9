using MultiBatch.Jobs;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Azure.Tests.Conformance;

/// <summary>What things cost in calls, by the emulator's own counters. The pool has no nodes: nothing runs meanwhile.</summary>
public class CallCountTests(AzureHarness harness) : IClassFixture<AzureHarness>
{
    private const string Adds = "Task_AddCollection";
    private const string Lists = "Task_List";
    private const int Many = 10_000;

    [Fact]
    public async Task Ten_thousand_jobs_are_added_in_a_hundred_requests_and_refreshed_in_ten_pages()
    {
        await using var client = await CreateAsync("asleep-jobs");
        var references = new List<JobReference>(Many);
        await foreach (var outcome in client.SubmitManyAsync(Enumerable.Range(0, Many).Select(number => Spec($"job-{number}", "asleep-jobs"))))
        {
            Assert.Null(outcome.Error);
            references.Add(outcome.Job!.Reference);
        }

        var adds = harness.Emulator.Counters[Adds];
        harness.Emulator.Counters.Reset();
        var seen = 0;
        await foreach (var job in client.GetJobsAsync(references))
        {
            Assert.Equal(references[seen++], job!.Reference);
        }

        Assert.Equal(Many, seen);
        Assert.True(adds <= 100, $"{adds} requests to add them");
        Assert.True(harness.Emulator.Counters[Lists] <= 10, $"{harness.Emulator.Counters[Lists]} pages");
        Assert.True(harness.Emulator.Counters.Total <= 12, $"{harness.Emulator.Counters.Total} calls");
    }

    [Fact]
    public async Task Ten_thousand_children_are_added_in_a_hundred_requests_and_refreshed_in_ten_pages()
    {
        await using var client = await CreateAsync("asleep-array");

        var array = await client.SubmitAsync(Spec("many", "asleep-array") with { Array = new ArraySpec { Size = Many } });
        Assert.Equal(100, harness.Emulator.Counters[Adds]);
        harness.Emulator.Counters.Reset();
        var seen = 0;
        await foreach (var child in client.GetJobsAsync(Enumerable.Range(0, Many).Select(array.Reference.Child)))
        {
            Assert.Equal(seen++, child!.Index);
        }

        Assert.Equal((Many, 10), (seen, harness.Emulator.Counters[Lists]));
        harness.Emulator.Counters.Reset();
        Assert.Equal(Many, (await client.GetJobAsync(array.Reference)).Children![JobState.Queued]);
        Assert.Equal(10, harness.Emulator.Counters.Total);
    }

    private static JobSpec Spec(string name, string queue) => new() { Name = name, Queue = queue, Command = ["true"] };

    private async Task<BatchClient> CreateAsync(string queue)
    {
        var client = harness.CreateClient();
        await client.Environments.CreateAsync(harness.EnvironmentSpec(queue, 4) with { Enabled = false });
        await client.Queues.CreateAsync(new JobQueueSpec { Name = queue, Environments = [queue] });
        harness.Emulator.Counters.Reset();
        return client;
    }
}
