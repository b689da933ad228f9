using System.Security.Cryptography;
using Amazon.Runtime;
using Microsoft.Extensions.Logging;
using MultiBatch.Emulators.Aws;
using MultiBatch.Emulators.Faults;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Auth;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Jobs;
using MultiBatch.Queues;
using MultiBatch.Resilience;
using MultiBatch.Submitting;
using Xunit.Abstractions;

namespace MultiBatch.Providers.Aws.Tests.Faults;

/// <summary>
/// Thousands of submits over HTTP to an emulator of which every third call goes wrong. The service never finds a machine, so that no job of the storm
/// ends by itself; what survives is counted at the service, by a client of its own that no fault touches.
/// </summary>
public sealed class FaultStormTests(ITestOutputHelper output)
{
    private const int Submits = 2000;
    private const string Region = "eu-west-1";
    private const string Queue = "storm";

    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(1.5);

    private static readonly FaultKind[] Kinds =
    [
        FaultKind.Latency, FaultKind.Throttle, FaultKind.ServerError, FaultKind.Html, FaultKind.Empty, FaultKind.CutOff, FaultKind.ResetBefore,
        FaultKind.ResetAfter, FaultKind.Stale,
    ];

    [Fact]
    public async Task Two_thousand_submits_in_a_storm_of_faults_leave_two_thousand_jobs()
    {
        var seed = Environment.GetEnvironmentVariable("MULTIBATCH_TEST_SEED") is { } given
            ? long.Parse(given, System.Globalization.CultureInfo.InvariantCulture)
            : RandomNumberGenerator.GetInt32(int.MaxValue);
        output.WriteLine($"seed {seed}; repeat with MULTIBATCH_TEST_SEED={seed}");
        await using var emulator = await AwsEmulator.StartAsync(new AwsEmulatorOptions
        {
            Region = Region,
            Delays = AwsDelays.Brief with { CapacityRetry = TimeSpan.FromHours(1), BlockedReason = TimeSpan.FromHours(1) },
        });
        var log = new DuplicateLog();
        await using var client = new BatchClient(new AwsBatchProvider(Options(emulator)), new BatchClientOptions
        {
            DefaultQueue = Queue,
            LoggerFactory = log,
            MaxConcurrentCalls = 32,
            Retry = new RetryOptions { MaxAttempts = 14, BaseDelay = TimeSpan.FromMilliseconds(400), MaxDelay = TimeSpan.FromSeconds(1) },
        });
        await client.Environments.CreateAsync(new ComputeEnvironmentSpec { Name = Queue, MaxVCpus = 4, MachineTypes = ["m5.large"] });
        await client.Queues.CreateAsync(new JobQueueSpec { Name = Queue, Environments = [Queue] });
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
        var live = await LiveJobsAsync(emulator);
        var duplicates = live.Count - live.Select(Submission).Distinct().Count();
        var unknown = outcomes.Where(outcome => outcome.Error is { Code: BatchErrorCode.SubmissionUnknown }).ToList();
        var stopped = outcomes.Sum(outcome => outcome.DuplicatesStopped.Count);
        output.WriteLine(
            $"{calls} calls, faults {string.Join(", ", injected.Select(pair => $"{pair.Key} {pair.Value}"))}; {unknown.Count} unknown; "
            + $"{stopped} duplicates stopped on the way, {duplicates} turned up later");

        // It was a storm.
        Assert.All(Kinds, kind => Assert.True(injected.GetValueOrDefault(kind) >= 50, $"{kind}: {injected.GetValueOrDefault(kind)}"));
        var ended = Kinds.Where(kind => kind is not (FaultKind.Latency or FaultKind.Stale)).Sum(kind => injected[kind]);
        Assert.True(ended * 10 >= calls * 3, $"{ended} of {calls} calls ended in a fault");

        // Every submit ended with its job, or with what settles it.
        Assert.Equal(Submits, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.True(outcome.IsSuccess || outcome.Error!.Code == BatchErrorCode.SubmissionUnknown, outcome.Error?.ToString()));
        Assert.True(unknown.Count * 100 <= Submits, $"{unknown.Count} unknown");

        // Whoever looks at the jobs, or lists them, finds the duplicates that turned up after all: of each submit the oldest job goes on.
        var found = 0;
        await foreach (var job in client.GetJobsAsync(outcomes.Where(outcome => outcome.IsSuccess).Select(outcome => outcome.Job!.Reference)))
        {
            Assert.False(job.State.IsTerminal());
            found++;
        }

        var byLooking = log.Stopped - stopped;
        await foreach (var _ in client.ListJobsAsync(new JobQuery { Queue = Queue }))
        {
        }

        var after = await LiveJobsAsync(emulator);
        output.WriteLine($"{log.Stopped} duplicates stopped and counted: {stopped} on the way, {byLooking} by looking at the jobs, {log.Stopped - stopped - byLooking} by listing them");
        Assert.Equal(Submits - unknown.Count, found);
        Assert.Equal(after.Count, after.Select(Submission).Distinct().Count());
        Assert.Equal(stopped + duplicates, log.Stopped);
        Assert.Equal(live.GroupBy(Submission).Select(jobs => jobs.OrderBy(job => job.CreatedAt).ThenBy(job => job.JobId, StringComparer.Ordinal).First().JobId).Order(), after.Select(job => job.JobId).Order());

        // Everybody comes back with the ids they have: nothing is made but what was never there.
        var again = await Task.WhenAll(outcomes.Select(async outcome => await RepeatAsync(client, outcome)));
        Assert.Equal(Submits, again.Select(job => job.Reference.Id).Distinct().Count());
        var survivors = await LiveJobsAsync(emulator);
        Assert.Equal(Submits, survivors.Count);
        Assert.Equal(outcomes.Select(outcome => outcome.SubmissionId.ToString()).Order(), survivors.Select(Submission).Order());
        Assert.Equal(again.Select(job => job.Reference.Id).Order(), survivors.Select(job => job.JobId!).Order());

        // Lists older than the settle time did leave some submits with two jobs, and of each one was stopped.
        Assert.True(log.Stopped > 0, "no duplicates: the storm was too mild to show anything");
        Assert.Equal(duplicates, live.Select(job => job.JobId).Except(survivors.Select(job => job.JobId)).Count());
    }

    // A job for which no machine is ever found stays where it is.
    private static FaultRule NoMachines { get; } = new() { Kind = FaultKind.InsufficientCapacity };

    private static FaultPlan Storm(long seed) => new()
    {
        Seed = seed,
        Rules =
        [
            NoMachines,
            new() { Kind = FaultKind.Latency, Probability = 0.05, Delay = TimeSpan.FromMilliseconds(20) },
            new() { Kind = FaultKind.Stale, Operation = "ListJobs", Probability = 0.2, Delay = SettleTime / 3 },
            new() { Kind = FaultKind.Stale, Operation = "ListJobs", Probability = 0.8, Delay = SettleTime * 4 },
            new() { Kind = FaultKind.Stale, Operation = "DescribeJobs", Probability = 0.1, Delay = SettleTime / 3 },
            new() { Kind = FaultKind.Throttle, Probability = 0.06 },
            new() { Kind = FaultKind.ServerError, Probability = 0.05 },
            new() { Kind = FaultKind.Html, Probability = 0.05 },
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

    private static AwsBatchOptions Options(AwsEmulator emulator) => new()
    {
        Endpoint = emulator.Endpoint,
        Region = Region,
        Credentials = Keys(emulator),
        Subnets = ["subnet-1"],
        SecurityGroups = ["sg-1"],
        InstanceRole = "ecsInstanceRole",
        SettleTime = SettleTime,
        ChangesPerSecond = 100_000,
        ReadsPerSecond = 100_000,
    };

    private static BasicAWSCredentials Keys(AwsEmulator emulator) => new(emulator.Credentials.AccessKeyId, emulator.Credentials.SecretAccessKey);

    private static Task<Job> RepeatAsync(BatchClient client, SubmitOutcome outcome) =>
        client.SubmitAsync(outcome.Spec, new SubmitOptions { SubmissionId = outcome.SubmissionId });

    /// <summary>Counts what the client says of duplicates.</summary>
    private sealed class DuplicateLog : ILoggerFactory, ILogger
    {
        private const int StoppingDuplicate = 4;
        private int _stopped;

        public int Stopped => _stopped;

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id == StoppingDuplicate)
            {
                Interlocked.Increment(ref _stopped);
            }
        }

        public void Dispose()
        {
        }
    }

    private static string? Submission(JobDetail job) => job.Tags?["multibatch:submission"];

    /// <summary>Every job of the queue that has not ended, as the service itself knows it.</summary>
    private static async Task<List<JobDetail>> LiveJobsAsync(AwsEmulator emulator)
    {
        using var wire = new AwsWire(
            new AwsConnectionOptions { Endpoint = emulator.Endpoint, Region = Region, Credentials = Keys(emulator), Variables = _ => null }, new ProviderContext());
        // Lists lag behind for a moment: wait until two in a row are the same.
        for (var (before, now) = (-1, await ListAsync(wire)); ; (before, now) = (now.Count, await ListAsync(wire)))
        {
            if (now.Count == before)
            {
                var details = new List<JobDetail>();
                foreach (var chunk in now.Chunk(100))
                {
                    details.AddRange((await wire.Batch.DescribeJobsAsync(new() { Jobs = chunk }, CancellationToken.None)).Jobs!);
                }

                return details.Where(job => job.Status is not ("FAILED" or "SUCCEEDED")).ToList();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(300));
        }
    }

    private static async Task<List<string>> ListAsync(AwsWire wire)
    {
        var ids = new List<string>();
        string? token = null;
        do
        {
            var page = await wire.Batch.ListJobsAsync(
                new() { JobQueue = Queue, Filters = [new ListFilter { Name = "AFTER_CREATED_AT", Values = ["0"] }], MaxResults = 100, NextToken = token }, CancellationToken.None);
            ids.AddRange(page.JobSummaryList!.Select(job => job.JobId!));
            token = page.NextToken;
        }
        while (token is not null);

        return ids;
    }
}
