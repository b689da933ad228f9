using System.Security.Cryptography;
using MultiBatch.Catalogue;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Google;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Providers.Google.Tests.Conformance;
using MultiBatch.Queues;
using MultiBatch.Resilience;
using MultiBatch.Submitting;
using Xunit.Abstractions;

namespace MultiBatch.Providers.Google.Tests.Faults;

/// <summary>
/// Many submits over HTTP to an emulator of which every third call goes wrong. The service never finds a machine, so that no job of the storm ends by
/// itself; what is there is counted at the service, by a client of its own that no fault touches.
/// </summary>
public sealed class FaultStormTests(ITestOutputHelper output) : IDisposable
{
    private const int Submits = 1000;
    private const string Queue = "storm";

    private static readonly FaultKind[] Kinds =
        [FaultKind.Latency, FaultKind.Throttle, FaultKind.ServerError, FaultKind.Html, FaultKind.Empty, FaultKind.CutOff, FaultKind.ResetBefore, FaultKind.ResetAfter];

    private readonly string _folder = Directory.CreateTempSubdirectory("mbg-storm-").FullName;

    [Fact]
    public async Task A_thousand_submits_in_a_storm_of_faults_leave_a_thousand_jobs()
    {
        var seed = Environment.GetEnvironmentVariable("MULTIBATCH_TEST_SEED") is { } given
            ? long.Parse(given, System.Globalization.CultureInfo.InvariantCulture)
            : RandomNumberGenerator.GetInt32(int.MaxValue);
        output.WriteLine($"seed {seed}; repeat with MULTIBATCH_TEST_SEED={seed}");
        await using var emulator = await GoogleEmulator.StartAsync(new GoogleEmulatorOptions { Delays = GoogleDelays.Brief with { CapacityRetry = TimeSpan.FromHours(1) } });
        await using var client = await ConnectAsync(emulator);
        emulator.Counters.Reset();
        emulator.Faults.Plan = Storm(seed);

        var outcomes = new List<SubmitOutcome>();
        await foreach (var outcome in client.SubmitManyAsync(Enumerable.Range(0, Submits).Select(Spec)))
        {
            outcomes.Add(outcome);
        }

        var calls = emulator.Counters.Total;
        var injected = emulator.Faults.Injected;
        emulator.Faults.Plan = new FaultPlan { Seed = seed, Rules = [NoMachines] };
        var unknown = outcomes.Where(outcome => outcome.Error is { Code: BatchErrorCode.SubmissionUnknown }).ToList();
        output.WriteLine($"{calls} calls, faults {string.Join(", ", injected.Select(pair => $"{pair.Key} {pair.Value}"))}; {unknown.Count} unknown");

        // It was a storm.
        Assert.All(Kinds, kind => Assert.True(injected.GetValueOrDefault(kind) >= 20, $"{kind}: {injected.GetValueOrDefault(kind)}"));
        var ended = Kinds.Where(kind => kind is not FaultKind.Latency).Sum(kind => injected[kind]);
        Assert.True(ended * 10 >= calls * 3, $"{ended} of {calls} calls ended in a fault");

        // Every submit ended with its job, or with what settles it.
        Assert.Equal(Submits, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.True(outcome.IsSuccess || outcome.Error!.Code == BatchErrorCode.SubmissionUnknown, outcome.Error?.ToString()));
        Assert.True(unknown.Count * 100 <= Submits, $"{unknown.Count} unknown");

        // Everybody comes back with the ids they have: nothing new is made, and nothing is there twice.
        var again = await Task.WhenAll(outcomes.Select(outcome => client.SubmitAsync(outcome.Spec, new SubmitOptions { SubmissionId = outcome.SubmissionId })));
        var jobs = await ListAsync(client);
        Assert.Equal(Submits, jobs.Count);
        Assert.Equal(outcomes.Select(outcome => outcome.SubmissionId.ToString()).Order(), jobs.Select(job => job.SubmissionId).Order());
        Assert.Equal(again.Select(job => job.Reference.Id).Order(), jobs.Select(job => job.Reference.Id).Order());
    }

    [Fact]
    public async Task A_bad_gateway_after_the_job_was_made_and_then_already_exists_are_one_job()
    {
        await using var emulator = await GoogleEmulator.StartAsync(new GoogleEmulatorOptions
        {
            // A service that has forgotten the request by the time it comes again.
            QuirksOff = ["google.request-ids-remembered"],
            Delays = GoogleDelays.Brief with { CapacityRetry = TimeSpan.FromHours(1) },
        });
        await using var client = await ConnectAsync(emulator);
        emulator.Faults.Plan = new FaultPlan
        {
            Rules =
            [
                NoMachines,
                new FaultRule { Kind = FaultKind.ResetAfter, Operation = "CreateJob", Count = 1 },
                new FaultRule { Kind = FaultKind.Html, Operation = "GetJob", Count = 2 },
            ],
        };

        var job = await client.SubmitAsync(Spec(1));

        Assert.Equal(job.Reference.Id, Assert.Single(await ListAsync(client)).Reference.Id);
        Assert.Equal(1, emulator.Faults.Injected[FaultKind.ResetAfter]);
    }

    [Fact]
    public async Task What_is_pre_empted_is_tried_again_as_one_job()
    {
        await using var emulator = await GoogleEmulator.StartAsync(new GoogleEmulatorOptions());
        await using var client = await ConnectAsync(emulator);
        emulator.Faults.Plan = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.SpotReclaim, Count = 1, Delay = TimeSpan.FromMilliseconds(10) }] };
        var gate = Path.Combine(_folder, "gate");
        var spec = Spec(1) with
        {
            Image = null,
            Command = null,
            Script = $"while [ ! -e '{gate}' ]; do sleep 0.1; done",
            Purchase = Purchase.Spot,
            Attempts = new AttemptPolicy { Max = 2, Rules = [new AttemptRule { Causes = [JobCause.Preempted, JobCause.HostLost], Action = AttemptAction.Retry }], Otherwise = AttemptAction.Fail },
        };

        var submitted = await client.SubmitAsync(spec);
        while (emulator.Faults.Injected.GetValueOrDefault(FaultKind.SpotReclaim) == 0)
        {
            await Task.Delay(20);
        }

        await File.WriteAllTextAsync(gate, string.Empty);
        var job = await client.WaitAsync(submitted.Reference);

        Assert.Equal((JobState.Succeeded, 0, (JobCause?)null), (job.State, job.ExitCode, job.Cause));
        Assert.Single(await ListAsync(client));
    }

    [Fact]
    public async Task What_is_pre_empted_for_good_says_so()
    {
        await using var emulator = await GoogleEmulator.StartAsync(new GoogleEmulatorOptions());
        await using var client = await ConnectAsync(emulator);
        emulator.Faults.Plan = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.SpotReclaim, Count = 1, Delay = TimeSpan.FromMilliseconds(10) }] };

        var submitted = await client.SubmitAsync(Spec(1) with { Image = null, Command = ["sleep", "600"], Purchase = Purchase.Spot });
        var job = await client.WaitAsync(submitted.Reference);
        var findings = (await client.DiagnoseAsync(job.Reference)).Findings;

        Assert.Equal((JobState.Failed, JobCause.Preempted, null), (job.State, job.Cause, job.ExitCode));
        Assert.Equal((PurchaseKind.Spot, "e2-standard-4"), (job.Attempts[0].Purchase, job.Attempts[0].MachineType));
        Assert.NotNull(job.Attempts[0].Zone);
        Assert.Equal("Preempted", findings[0].Code);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // A job for which no machine is ever found stays where it is.
    private static FaultRule NoMachines { get; } = new() { Kind = FaultKind.InsufficientCapacity };

    private static FaultPlan Storm(long seed) => new()
    {
        Seed = seed,
        Rules =
        [
            NoMachines,
            new() { Kind = FaultKind.Latency, Probability = 0.05, Delay = TimeSpan.FromMilliseconds(20) },
            new() { Kind = FaultKind.Throttle, Probability = 0.06 },
            new() { Kind = FaultKind.ServerError, Probability = 0.05 },
            new() { Kind = FaultKind.Html, Probability = 0.06 },
            new() { Kind = FaultKind.Empty, Probability = 0.05 },
            new() { Kind = FaultKind.CutOff, Probability = 0.07 },
            new() { Kind = FaultKind.ResetBefore, Probability = 0.06 },
            new() { Kind = FaultKind.ResetAfter, Probability = 0.08 },
        ],
    };

    private static JobSpec Spec(int number) => new()
    {
        Name = $"storm-{number % 7}",
        Image = "example/storm:1",
        Command = ["true"],
        Resources = new ResourceSpec { VCpus = 1, Memory = ByteSize.FromMebibytes(64) },
    };

    private async Task<BatchClient> ConnectAsync(GoogleEmulator emulator)
    {
        var client = new BatchClient(new GoogleBatchProvider(GoogleHarness.OptionsFor(emulator) with { ChangesPerSecond = 100_000, ReadsPerSecond = 100_000 }), new BatchClientOptions
        {
            DefaultQueue = Queue,
            Catalogue = new FileCatalogStore(Path.Combine(_folder, "catalogue")),
            MaxConcurrentCalls = 32,
            Retry = new RetryOptions { MaxAttempts = 14, BaseDelay = TimeSpan.FromMilliseconds(100), MaxDelay = TimeSpan.FromSeconds(1) },
        });
        await client.Environments.CreateAsync(new ComputeEnvironmentSpec { Name = Queue, MachineTypes = ["e2-standard-4"] });
        await client.Queues.CreateAsync(new JobQueueSpec { Name = Queue, Environments = [Queue] });
        return client;
    }

    /// <summary>Every job there is, once lists have caught up.</summary>
    private static async Task<List<Job>> ListAsync(BatchClient client)
    {
        for (var (before, now) = (-1, new List<Job>()); ; before = now.Count)
        {
            now = [];
            await foreach (var job in client.ListJobsAsync())
            {
                now.Add(job);
            }

            if (now.Count == before)
            {
                return now;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(300));
        }
    }
}
