using System.Globalization;
using System.Security.Cryptography;
using MultiBatch.Emulators.Azure;
using MultiBatch.Emulators.Faults;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Providers.Azure.Auth;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Tests.Wire.Support;
using MultiBatch.Providers.Azure.Wire;
using MultiBatch.Queues;
using MultiBatch.Resilience;
using MultiBatch.Submitting;
using Xunit.Abstractions;

namespace MultiBatch.Providers.Azure.Tests.Faults;

/// <summary>
/// Thousands of submits, added a hundred at a time over HTTP to an emulator of which every third call goes wrong, and of whose requests some tasks fail
/// while others are added. The pool has no nodes, so that no task ends; what is there is counted at the service, by a client of its own that no fault touches.
/// </summary>
public sealed class FaultStormTests(ITestOutputHelper output)
{
    private const int Submits = 5000;
    private const int Arrays = 10;
    private const int ArraySize = 250;
    private const string Queue = "storm";

    private static readonly FaultKind[] Kinds =
    [
        FaultKind.Latency, FaultKind.Throttle, FaultKind.ServerError, FaultKind.Html, FaultKind.Empty, FaultKind.CutOff, FaultKind.ResetBefore, FaultKind.ResetAfter, FaultKind.ItemFailure,
    ];

    [Fact]
    public async Task Five_thousand_submits_in_a_storm_of_faults_leave_five_thousand_tasks()
    {
        var seed = Environment.GetEnvironmentVariable("MULTIBATCH_TEST_SEED") is { } given
            ? long.Parse(given, CultureInfo.InvariantCulture)
            : RandomNumberGenerator.GetInt32(int.MaxValue);
        output.WriteLine($"seed {seed}; repeat with MULTIBATCH_TEST_SEED={seed}");
        await using var emulator = await AzureEmulator.StartAsync(new AzureEmulatorOptions());
        await using var client = new BatchClient(new AzureBatchProvider(Options(emulator)), new BatchClientOptions
        {
            DefaultQueue = Queue,
            MaxConcurrentCalls = 32,
            Retry = new RetryOptions { MaxAttempts = 14, BaseDelay = TimeSpan.FromMilliseconds(50), MaxDelay = TimeSpan.FromMilliseconds(500) },
        });
        await client.Environments.CreateAsync(new ComputeEnvironmentSpec { Name = Queue, MaxVCpus = 4, MachineTypes = ["Standard_D4s_v5"], Enabled = false });
        await client.Queues.CreateAsync(new JobQueueSpec { Name = Queue, Environments = [Queue] });
        emulator.Counters.Reset();
        emulator.Faults.Plan = Storm(seed);

        var outcomes = new List<SubmitOutcome>();
        await foreach (var outcome in client.SubmitManyAsync(Enumerable.Range(0, Submits).Select(Spec).Concat(Enumerable.Range(0, Arrays).Select(Array))))
        {
            outcomes.Add(outcome);
        }

        var (calls, adds, injected) = (emulator.Counters.Total, emulator.Counters["Task_AddCollection"], emulator.Faults.Injected);
        emulator.Faults.Clear();
        emulator.Faults.Plan = new FaultPlan { Seed = seed };
        var unknown = outcomes.Where(outcome => outcome.Error is { Code: BatchErrorCode.SubmissionUnknown }).ToList();
        output.WriteLine($"{calls} calls, {adds} of them to add tasks, faults {string.Join(", ", injected.Select(pair => $"{pair.Key} {pair.Value}"))}; {unknown.Count} unknown");

        // It was a storm.
        Assert.All(Kinds, kind => Assert.True(injected.GetValueOrDefault(kind) >= 15, $"{kind}: {injected.GetValueOrDefault(kind)}"));

        // Every submit ended with its job, or with what settles it.
        Assert.Equal(Submits + Arrays, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.True(outcome.IsSuccess || outcome.Error!.Code == BatchErrorCode.SubmissionUnknown, outcome.Error?.ToString()));
        Assert.True(unknown.Count * 100 <= Submits, $"{unknown.Count} unknown");
        foreach (var outcome in unknown)
        {
            await client.SubmitAsync(outcome.Spec, new SubmitOptions { SubmissionId = outcome.SubmissionId });
        }

        var tasks = await ListAsync(emulator);
        Assert.Equal(Submits + (Arrays * ArraySize), tasks.Count);
        Assert.Equal(tasks.Count, tasks.Distinct(TaskIds.Comparer).Count());
        Assert.Equal(
            outcomes.Select(outcome => outcome.SubmissionId.ToString()).Order(StringComparer.Ordinal),
            tasks.Select(task => TaskIds.Split(task).Id).Distinct().Order(StringComparer.Ordinal));
    }

    private static FaultPlan Storm(long seed) => new()
    {
        Seed = seed,
        Rules =
        [
            new() { Kind = FaultKind.Latency, Probability = 0.05, Delay = TimeSpan.FromMilliseconds(20) },
            new() { Kind = FaultKind.ItemFailure, Probability = 0.03 },
            new() { Kind = FaultKind.Throttle, Probability = 0.03 },
            new() { Kind = FaultKind.ServerError, Probability = 0.05 },
            new() { Kind = FaultKind.Html, Probability = 0.04 },
            new() { Kind = FaultKind.Empty, Probability = 0.04 },
            new() { Kind = FaultKind.CutOff, Probability = 0.05 },
            new() { Kind = FaultKind.ResetBefore, Probability = 0.04 },
            new() { Kind = FaultKind.ResetAfter, Probability = 0.06 },
        ],
    };

    private static JobSpec Spec(int number) => new() { Name = $"storm-{number % 7}", Command = ["true"] };

    private static JobSpec Array(int number) => new() { Name = $"array-{number}", Command = ["true"], Array = new ArraySpec { Size = ArraySize } };

    private static AzureBatchOptions Options(AzureEmulator emulator) => new()
    {
        Endpoint = emulator.Endpoint, Account = emulator.AccountName, AccountKey = emulator.AccountKey, ChangesPerSecond = 100_000, ReadsPerSecond = 100_000,
    };

    /// <summary>Every task of the queue, as the service itself knows it.</summary>
    private static async Task<List<string>> ListAsync(AzureEmulator emulator)
    {
        using var wire = new TestWire(null, TestWire.Options with { Endpoint = emulator.Endpoint, Account = emulator.AccountName, AccountKey = emulator.AccountKey });
        var ids = new List<string>();
        foreach (var job in (await wire.Batch.ListJobsAsync(ReadOptions.None, CancellationToken.None)).Value!)
        {
            var options = new ReadOptions { Select = "id", MaxResults = 1000 };
            while (options is not null)
            {
                var page = await wire.Batch.ListTasksAsync(job.Id!, options, CancellationToken.None);
                ids.AddRange(page.Value!.Select(task => task.Id!));
                options = page.NextLink is { } link ? new ReadOptions { NextLink = link } : null;
            }
        }

        return ids;
    }
}
