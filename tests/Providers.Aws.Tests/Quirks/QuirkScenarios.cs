using System.Text;
using MultiBatch.Environments;
using MultiBatch.Emulators.Faults;
using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Providers.Aws.Wire.Definitions;
using MultiBatch.Providers.Aws.Wire.Jobs;
using MultiBatch.Queues;
using static MultiBatch.Providers.Aws.Tests.Quirks.QuirkBench;

namespace MultiBatch.Providers.Aws.Tests.Quirks;

/// <summary>For each peculiarity of the service that the emulator imitates: what the provider does because of it, or why it cannot notice.</summary>
internal static class QuirkScenarios
{
    private const string Gone = """{"jobs":[GONE]}""";

    public static IReadOnlyDictionary<string, QuirkScenario> All { get; } = new Dictionary<string, QuirkScenario>
    {
        // Listing without a filter would need seven calls, so the provider lists with one, whatever the status. Where the filter does not set the
        // status aside, only running jobs are seen.
        ["aws.list-default-running"] = new() { Off = ["aws.filter-ignores-status"], With = "0 jobs", Without = "1 jobs", Observe = ListEndedAsync },
        ["aws.filter-ignores-status"] = new() { With = "1 jobs", Without = "0 jobs", Observe = ListEndedAsync },
        ["aws.list-excludes-children"] = new() { With = "1", Without = "3", Observe = ListArrayAsync },
        ["aws.name-filter-ignores-case"] = new() { With = "Some-Job", Without = "", Observe = ListByNameAsync },
        ["aws.stale-lists"] = new() { With = "Inconclusive", Without = "Found", Observe = FindAtOnceAsync },
        ["aws.parent-stays-pending"] = new() { With = "Running (PENDING)", Without = "Running (RUNNING)", Observe = SeeParentAsync },
        ["aws.cancel-running-does-nothing"] = new() { With = "Running", Without = "Cancelled", Observe = SeeCancelledByOthersAsync },
        ["aws.stop-unknown-succeeds"] = new() { With = "accepted; 1 + 0 calls", Without = "NotFound; 1 + 0 calls", Observe = bench => StopGoneAsync(bench, 1) },
        ["aws.bulk-stops-reply-200"] = new() { With = "accepted; 0 + 1 calls", Without = "accepted; 2 + 1 calls", Observe = bench => StopGoneAsync(bench, 2) },
        ["aws.describe-skips-unknown"] = new() { With = "- job", Without = "NotFound ClientException", Observe = GetUnknownAsync },
        ["aws.overrides-fail-late"] = new() { With = "Failed: Container Overrides length must be at most 8192", Without = "Succeeded: ", Observe = RunLongOverridesOfOthersAsync },
        ["aws.stream-from-running"] = new() { With = "0 reads of the log", Without = "1 reads of the log", Observe = ReadStartingAsync },
        ["aws.empty-lines-dropped"] = new() { With = "a|b", Without = "a|||b", Observe = ReadEmptyLinesAsync },
        ["aws.log-token-repeats-at-end"] = new() { With = "a; ", Without = "a; a", Observe = ReadTwiceAsync },
        ["aws.timeout-not-retried"] = new() { With = "TimedOut after 1", Without = "TimedOut after 2", Observe = TimeOutAsync },
        ["aws.no-match-retries"] = new() { With = "ExitCode after 2", Without = "ExitCode after 1", Observe = FailUnmatchedAsync },
        ["aws.head-blocks-queue"] = new() { With = "WaitsBehindOthers", Without = "Succeeded", Observe = WaitBehindHeadAsync },
        ["aws.no-capacity-fallback"] = new() { With = "NoCapacity", Without = "Succeeded", Observe = FindNoCapacityAsync },
        ["aws.reason-only-at-head"] = new() { Off = ["aws.head-blocks-queue"], With = "no reason", Without = "MISCONFIGURATION", Observe = WaitSecondAsync },
        ["aws.no-submit-token"] = new() { With = "2 jobs", Without = "1 jobs", Observe = SendTwiceAsync },
        ["aws.disable-before-delete"] = new() { With = "Conflict ClientException", Without = "done", Observe = DeleteUsedAsync },
        ["aws.already-exists-has-no-code"] = new() { With = "AlreadyExists ClientException", Without = "AlreadyExists ResourceAlreadyExistsException", Observe = CreateTwiceAsync },
        ["aws.dependent-fails-with-predecessor"] = new() { With = "Cancelled DependencyFailed", Without = "Succeeded ", Observe = DependOnFailureAsync },
        ["aws.usable-memory"] = new() { With = "NoMachineFits", Without = "Succeeded", Observe = AskForAllMemoryAsync },
    };

    /// <summary>What no behaviour of the provider can depend on.</summary>
    public static IReadOnlyDictionary<string, string> Unnoticed { get; } = new Dictionary<string, string>
    {
        ["aws.unknown-members-refused"] = "The provider sends no member that the API does not have: unknown keys of native settings are refused in the plan.",
        ["aws.one-filter-only"] = "The provider sends one filter at most, and sorts out the rest itself.",
        ["aws.parent-has-no-stream"] = "The provider reads the streams of attempts, and the parent of an array has none.",
        ["aws.children-listed-by-index"] = "The provider puts the children that a list shows in order itself.",
    };

    private static async Task<string> ListEndedAsync(QuirkBench bench)
    {
        var job = await bench.RunAsync(Sh("true"));
        return $"{(await bench.Provider.ListJobsAsync(new JobQuery { Queue = job.Queue }, null, CancellationToken.None)).Items.Count} jobs";
    }

    private static async Task<string> ListArrayAsync(QuirkBench bench)
    {
        var job = await bench.RunAsync(Sh("true") with { Array = new ArraySpec { Size = 2 } });
        return (await bench.Provider.ListJobsAsync(new JobQuery { Queue = job.Queue }, null, CancellationToken.None)).Items.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<string> ListByNameAsync(QuirkBench bench)
    {
        var job = await bench.RunAsync(Sh("true") with { Name = "Some-Job" });
        var names = new List<string?>();
        await foreach (var found in bench.Client.ListJobsAsync(new JobQuery { Queue = job.Queue, Name = "some-JOB" }))
        {
            names.Add(found.Name);
        }

        return string.Join(",", names);
    }

    private static async Task<string> FindAtOnceAsync(QuirkBench shared)
    {
        await using var bench = await StartLikeAsync(shared, "aws.stale-lists", delays => delays with { ListLag = TimeSpan.FromDays(1) });
        var submission = await bench.PlanAsync(Sh("true"));
        Assert.NotNull((await bench.Provider.SubmitAsync([submission], CancellationToken.None))[0].Job);
        return (await bench.Provider.FindSubmissionAsync(submission.Key, CancellationToken.None)).Status.ToString();
    }

    private static async Task<string> SeeParentAsync(QuirkBench bench)
    {
        var job = await bench.SubmitAsync(Sh("sleep 600") with { Array = new ArraySpec { Size = 2 } });
        await bench.UntilAsync(async () => (job = await bench.Client.GetJobAsync(job.Reference)) is { State: JobState.Running, NativeState: "PENDING" or "RUNNING" } && job.Children![JobState.Running] == 2);
        await bench.Client.StopAsync(job.Reference);
        return $"{job.State} ({job.NativeState})";
    }

    private static async Task<string> SeeCancelledByOthersAsync(QuirkBench bench)
    {
        var job = await bench.SubmitAsync(Sh("sleep 600"));
        await bench.UntilAsync(async () => (await bench.Client.GetJobAsync(job.Reference)).State == JobState.Running);
        await bench.Others.CancelJobAsync(new CancelJobRequest { JobId = job.Reference.Id, Reason = "by others" }, CancellationToken.None);
        await bench.UntilAsync(async () => (job = await bench.Client.GetJobAsync(job.Reference)).State.IsTerminal(), isQuirk: true);
        await bench.Client.StopAsync(job.Reference);
        return job.State.ToString();
    }

    // The jobs end and are forgotten between the look at them and the stop.
    private static async Task<string> StopGoneAsync(QuirkBench bench, int count)
    {
        var ids = Enumerable.Range(0, count).Select(number => bench.Unique("gone")).ToList();
        bench.Answer("describejobs", Gone.Replace("GONE", string.Join(",", ids.Select(id => $$"""{"jobId":"{{id}}","jobName":"gone","jobQueue":"q","status":"RUNNING"}""")), StringComparison.Ordinal));
        bench.Emulator.Counters.Reset();
        try
        {
            var errors = await bench.Provider.StopJobsAsync(ids.ConvertAll(id => new JobReference("aws", id)), "enough", CancellationToken.None);
            return $"{string.Join(",", errors.Select(error => error?.Code.ToString() ?? "accepted").Distinct())}; {bench.Emulator.Counters["TerminateJob"]} + {bench.Emulator.Counters["TerminateJobs"]} calls";
        }
        finally
        {
            bench.AnswerNothing();
        }
    }

    private static async Task<string> GetUnknownAsync(QuirkBench bench)
    {
        var job = await bench.SubmitAsync(Sh("true"));
        var seen = string.Empty;
        var error = await ErrorAsync(async () =>
        {
            var found = await bench.Provider.GetJobsAsync([new JobReference("aws", "00000000-0000-0000-0000-000000000000"), job.Reference], CancellationToken.None);
            seen = string.Join(" ", found.Select(one => one?.Name ?? "-"));
        });
        return error == "done" ? seen : error;
    }

    private static async Task<string> RunLongOverridesOfOthersAsync(QuirkBench bench)
    {
        var queue = await bench.QueueAsync();
        var name = bench.Unique("jd");
        await bench.Others.RegisterJobDefinitionAsync(
            new RegisterJobDefinitionRequest
            {
                JobDefinitionName = name,
                Type = "container",
                ContainerProperties = new ContainerProperties { Image = "busybox", Command = ["true"], ResourceRequirements = [new() { Type = "VCPU", Value = "1" }, new() { Type = "MEMORY", Value = "64" }] },
            },
            CancellationToken.None);
        var reply = await bench.Others.SubmitJobAsync(
            new SubmitJobRequest
            {
                JobName = "long", JobQueue = queue, JobDefinition = name,
                ContainerOverrides = new ContainerOverrides { Environment = [new EnvironmentVariable { Name = "LONG", Value = new string('x', 9000) }] },
            },
            CancellationToken.None);
        var ended = await bench.Client.WaitAsync(new JobReference("aws", reply.JobId!));
        return $"{ended.State}: {ended.Reason}";
    }

    private static async Task<string> ReadStartingAsync(QuirkBench shared)
    {
        await using var bench = await StartLikeAsync(shared, "aws.stream-from-running", delays => delays with { Starting = TimeSpan.FromDays(10) });
        var job = await bench.SubmitAsync(Sh("true"));
        await bench.UntilAsync(async () => (await bench.Client.GetJobAsync(job.Reference)).State == JobState.Starting);
        Assert.Empty((await bench.Provider.ReadLogAsync(new LogRequest { Job = job.Reference }, CancellationToken.None)).Entries);
        return $"{bench.Emulator.Counters["GetLogEvents"]} reads of the log";
    }

    private static async Task<string> ReadEmptyLinesAsync(QuirkBench bench) => await bench.LinesAsync(await bench.RunAsync(Sh("echo a; echo; echo; echo b")));

    private static async Task<string> ReadTwiceAsync(QuirkBench bench)
    {
        var job = await bench.RunAsync(Sh("echo a"));
        var first = await bench.Provider.ReadLogAsync(new LogRequest { Job = job.Reference }, CancellationToken.None);
        var second = await bench.Provider.ReadLogAsync(new LogRequest { Job = job.Reference, Token = first.NextToken }, CancellationToken.None);
        return $"{Text(first).TrimEnd()}; {Text(second).TrimEnd()}";
    }

    private static async Task<string> TimeOutAsync(QuirkBench bench)
    {
        var ended = await bench.RunAsync(Sh("sleep 600") with { Timeout = TimeSpan.FromSeconds(60), Attempts = new AttemptPolicy { Max = 2 } });
        return $"{ended.Cause} after {ended.Attempts.Count}";
    }

    private static async Task<string> FailUnmatchedAsync(QuirkBench bench)
    {
        var ended = await bench.RunAsync(Sh("exit 5") with { Attempts = new AttemptPolicy { Max = 2, Rules = [new AttemptRule { ExitCodes = [4], Action = AttemptAction.Fail }] } });
        return $"{ended.Cause} after {ended.Attempts.Count}";
    }

    private static async Task<string> WaitBehindHeadAsync(QuirkBench bench)
    {
        var queue = await bench.QueueAsync("m5.large");
        var head = await bench.SubmitAsync(AllMemory(queue));
        await bench.UntilAsync(async () => (await bench.Client.GetJobAsync(head.Reference)).Reason is not null);
        var behind = await bench.SubmitAsync(Sh("true") with { Queue = queue });
        var seen = string.Empty;
        await bench.UntilAsync(async () => (seen = (await bench.Client.GetJobAsync(behind.Reference)).State.ToString()) == "Succeeded", isQuirk: true);
        seen = seen == "Succeeded" ? seen : (await bench.Client.DiagnoseAsync(behind.Reference)).Findings.First(finding => finding.Code == "WaitsBehindOthers").Code;
        await bench.Client.StopAsync(head.Reference);
        return seen;
    }

    private static async Task<string> FindNoCapacityAsync(QuirkBench bench)
    {
        var (spot, onDemand, queue) = (bench.Unique("spot"), bench.Unique("od"), bench.Unique("both"));
        await bench.Client.Environments.CreateAsync(new ComputeEnvironmentSpec { Name = spot, MaxVCpus = 16, MachineTypes = ["m5.large"], Purchase = Purchase.Spot });
        await bench.EnvironmentAsync(onDemand);
        await bench.Client.Queues.CreateAsync(new JobQueueSpec { Name = queue, Environments = [spot, onDemand] });
        bench.Emulator.Faults.Add(new FaultRule { Kind = FaultKind.InsufficientCapacity, Match = spot });
        return await bench.EndOrFindingAsync(await bench.SubmitAsync(Sh("true") with { Queue = queue }), "NoCapacity");
    }

    private static async Task<string> WaitSecondAsync(QuirkBench bench)
    {
        var queue = await bench.QueueAsync("m5.large");
        var (first, second) = (await bench.SubmitAsync(AllMemory(queue)), await bench.SubmitAsync(AllMemory(queue)));
        await bench.UntilAsync(async () => (await bench.Client.GetJobAsync(first.Reference)).Reason is not null);
        string? reason = null;
        await bench.UntilAsync(async () => (reason = (await bench.Client.GetJobAsync(second.Reference)).Reason) is not null, isQuirk: true);
        await bench.Client.StopAsync(second.Reference);
        await bench.Client.StopAsync(first.Reference);
        return reason?.Split(':')[0] ?? "no reason";
    }

    private static async Task<string> SendTwiceAsync(QuirkBench bench)
    {
        var submission = await bench.PlanAsync(Sh("true"));
        var first = (await bench.Provider.SubmitAsync([submission], CancellationToken.None))[0].Job!;
        var second = (await bench.Provider.SubmitAsync([submission], CancellationToken.None))[0].Job!;
        return $"{new[] { first.Reference.Id, second.Reference.Id }.Distinct().Count()} jobs";
    }

    // The provider asks for the queues that use an environment; one that is made just after is for the service to see.
    private static async Task<string> DeleteUsedAsync(QuirkBench bench)
    {
        var queue = await bench.QueueAsync();
        bench.Answer("describejobqueues", """{"jobQueues":[]}""");
        try
        {
            return await ErrorAsync(() => bench.Provider.DeleteEnvironmentAsync(queue, CancellationToken.None));
        }
        finally
        {
            bench.AnswerNothing();
        }
    }

    private static async Task<string> CreateTwiceAsync(QuirkBench bench)
    {
        var name = bench.Unique("twice");
        await bench.EnvironmentAsync(name);
        return await ErrorAsync(() => bench.Provider.CreateEnvironmentAsync(new ComputeEnvironmentSpec { Name = name, MaxVCpus = 16, MachineTypes = ["m5.large"] }, CancellationToken.None));
    }

    private static async Task<string> DependOnFailureAsync(QuirkBench bench)
    {
        var failing = await bench.SubmitAsync(Sh("exit 1"));
        var ended = await bench.RunAsync(Sh("true") with { Queue = failing.Queue, DependsOn = [new JobDependency { Job = failing.Reference.ToString() }] });
        return $"{ended.State} {ended.Cause}";
    }

    private static async Task<string> AskForAllMemoryAsync(QuirkBench bench) =>
        await bench.EndOrFindingAsync(await bench.SubmitAsync(AllMemory(await bench.QueueAsync("m5.large"))), "NoMachineFits");

    private static JobSpec AllMemory(string queue) => Sh("true") with { Queue = queue, Resources = new ResourceSpec { Memory = ByteSize.FromGibibytes(8) } };

    private static string Text(LogPage page) => string.Concat(page.Entries.Select(entry => Encoding.UTF8.GetString(entry.Bytes.Span)));

    /// <summary>An emulator with other delays, and the quirk as it is on the shared one.</summary>
    private static async Task<QuirkBench> StartLikeAsync(QuirkBench shared, string quirk, Func<Emulators.Aws.AwsDelays, Emulators.Aws.AwsDelays> delays)
    {
        var bench = await StartAsync(delays);
        bench.IsOn = shared.IsOn;
        bench.Emulator.Quirks.Set(quirk, shared.IsOn);
        return bench;
    }
}
