using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Journal;
using MultiBatch.Providers.Local.Tests.Engine.Support;

namespace MultiBatch.Providers.Local.Tests.Engine;

public sealed class RecoveryTests
{
    public static TheoryData<string> Points => new()
    {
        EnginePoint.IntentStarts,
        EnginePoint.IntentDurable,
        EnginePoint.SpawnStarts,
        EnginePoint.Spawned,
        EnginePoint.EndKnown,
        EnginePoint.EndRecorded,
        JournalPoint.CommitStarts,
        JournalPoint.CommitWritten,
        JournalPoint.CommitSynced,
    };

    [Fact]
    public async Task A_running_task_goes_on_and_its_end_is_seen_by_the_next_engine()
    {
        await using var harness = await EngineHarness.StartAsync();
        var go = harness.PathOf("go");
        var job = await harness.SubmitAsync(EngineHarness.Shell($"until test -e {go}; do sleep 0.05; done; echo done; exit 5"));
        await harness.WhenAsync(job, JobState.Running);

        await harness.RestartAsync();
        var adopted = await harness.GetAsync(job);
        await File.WriteAllTextAsync(go, string.Empty);
        var ended = await harness.EndOfAsync(job);

        Assert.Equal(JobState.Running, adopted.State);
        Assert.Equal((JobState.Failed, 5), (ended.State, ended.ExitCode!.Value));
        Assert.Single(ended.Attempts);
        Assert.Equal("done\n", await harness.OutputAsync(job.Reference));
    }

    [Fact]
    public async Task An_end_that_nobody_watched_is_found()
    {
        await using var harness = await EngineHarness.StartAsync();
        var witness = harness.PathOf("witness");
        var job = await harness.SubmitAsync(EngineHarness.Shell($"sleep 0.3; echo x >> {witness}; exit 6"));
        var dependent = await harness.SubmitAsync(EngineHarness.Command("true") with
        {
            DependsOn = [new JobDependency { Job = job.Reference.ToString(), On = DependencyCondition.Failure }],
        });
        await harness.WhenAsync(job, JobState.Running);
        await harness.Engine.DisposeAsync();
        while (!File.Exists(witness))
        {
            await Task.Yield();
        }

        await harness.OpenAsync();
        var ended = await harness.EndOfAsync(job);

        Assert.Equal(6, ended.ExitCode);
        Assert.Equal(JobState.Succeeded, (await harness.EndOfAsync(dependent)).State);
    }

    [Fact]
    public async Task What_waited_goes_on_waiting_in_its_order()
    {
        await using var harness = await EngineHarness.StartAsync();
        await harness.SetSlotsAsync(1);
        var go = harness.PathOf("go");
        var witness = harness.PathOf("witness");
        var first = await harness.SubmitAsync(EngineHarness.Shell($"until test -e {go}; do sleep 0.05; done"));
        await harness.WhenAsync(first, JobState.Running);
        var array = await harness.SubmitAsync(EngineHarness.Shell($"echo $MULTIBATCH_ARRAY_INDEX >> {witness}") with { Array = new ArraySpec { Size = 20 } });
        var urgent = await harness.SubmitAsync(EngineHarness.Shell($"echo urgent >> {witness}") with { Priority = 1 });

        await harness.RestartAsync();
        await File.WriteAllTextAsync(go, string.Empty);
        await harness.EndOfAsync(array);

        var order = await File.ReadAllLinesAsync(witness);
        Assert.Equal(Enumerable.Range(0, 20).Select(index => $"{index}").Prepend("urgent"), order);
        Assert.Equal(JobState.Succeeded, (await harness.GetAsync(urgent)).State);
    }

    [Fact]
    public async Task A_timeout_goes_on_counting()
    {
        await using var harness = await EngineHarness.StartAsync();
        var job = await harness.SubmitAsync(EngineHarness.Command("sleep", "30") with { Timeout = TimeSpan.FromSeconds(1) });
        await harness.WhenAsync(job, JobState.Running);

        await harness.RestartAsync();

        Assert.Equal(JobCause.TimedOut, (await harness.EndOfAsync(job)).Cause);
    }

    [Fact]
    public async Task A_kill_that_was_ordered_is_carried_out_by_the_next_engine_for_the_same_reason()
    {
        await using var harness = await EngineHarness.StartAsync(options => options with
        {
            StopGrace = TimeSpan.FromMilliseconds(100),
            FailurePoint = point => { if (point == EnginePoint.KillDurable) { throw new InvalidOperationException("dies here"); } },
        });
        var job = await harness.SubmitAsync(EngineHarness.Command("sleep", "30") with { Timeout = TimeSpan.FromMilliseconds(200) });
        await harness.Engine.Failed.WaitAsync(EngineHarness.Patience);

        await harness.RestartAsync(options => options with { StopGrace = TimeSpan.FromMilliseconds(100) });

        var ended = await harness.EndOfAsync(job);
        Assert.Equal((JobState.Failed, JobCause.TimedOut), (ended.State, ended.Cause!.Value));
        Assert.Contains("200ms", ended.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task An_engine_that_dies_at_any_point_loses_nothing_and_runs_nothing_twice(string point)
    {
        var hits = 0;
        var deaths = 0;
        EngineOptions Dying(EngineOptions options) => options with
        {
            FailurePoint = reached =>
            {
                // Not the first time, so that there is something to lose; and not for ever.
                if (reached == point && Interlocked.Increment(ref hits) % 7 == 0 && Volatile.Read(ref deaths) < 12)
                {
                    Interlocked.Increment(ref deaths);
                    throw new InvalidOperationException("dies here");
                }
            },
        };
        await using var harness = await EngineHarness.StartAsync(Dying);
        await harness.SetSlotsAsync(4);
        var witnesses = Directory.CreateDirectory(harness.PathOf("witnesses")).FullName;
        const string Id = "01jb0000000000000000000002";
        var spec = EngineHarness.Shell($"echo $MULTIBATCH_ATTEMPT_ID >> {witnesses}/$MULTIBATCH_ARRAY_INDEX; exit 3") with
        {
            Array = new ArraySpec { Size = 40 },
            Attempts = new AttemptPolicy { Max = 2 },
        };

        var ended = await RunToTheEndAsync(harness, spec, Id, Dying);

        Assert.True(deaths > 0, "The point was never reached.");
        Assert.Equal(40, ended.Children![JobState.Failed]);
        foreach (var child in await harness.ChildrenAsync(ended))
        {
            var lines = await File.ReadAllLinesAsync(Path.Combine(witnesses, $"{child.Index}"));
            var story = $"child {child.Index}: ran as {string.Join(", ", lines)}; recorded: {string.Join(" and ", child.Attempts)}";
            Assert.True(lines.Distinct().Count() == lines.Length, story);
            Assert.True(lines.Length == 2, story);

            // An attempt that never ran is shown as lost and had for nothing.
            Assert.True(child.Attempts.Count(attempt => attempt.ExitCode == 3) == 2, story);
            Assert.All(child.Attempts, attempt => Assert.True(attempt.ExitCode == 3 || attempt.Cause == JobCause.HostLost, story));
        }
    }

    [Fact]
    public async Task A_second_engine_on_the_folder_is_refused()
    {
        await using var harness = await EngineHarness.StartAsync();

        var error = await Assert.ThrowsAsync<BatchException>(() =>
            LocalEngine.OpenAsync(new EngineOptions { StateFolder = harness.State }, CancellationToken.None));

        Assert.Equal(BatchErrorCode.Conflict, error.Code);
        Assert.Contains(harness.State, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Snapshots_carry_everything_over()
    {
        // So small that nearly every commit makes one due.
        await using var harness = await EngineHarness.StartAsync(options => options with { SnapshotAfter = new ByteSize(2000) });
        await harness.SetSlotsAsync(2);
        var definition = await harness.Engine.RegisterDefinitionAsync(
            new RegisterDefinitionRequest { Spec = new Definitions.JobDefinitionSpec { Name = "d", Job = EngineHarness.Command("true") } },
            CancellationToken.None);
        var failing = await harness.RunAsync(EngineHarness.Shell("echo $MULTIBATCH_ATTEMPT; exit $MULTIBATCH_ARRAY_INDEX") with
        {
            Array = new ArraySpec { Size = 30 },
            Attempts = new AttemptPolicy { Max = 2 },
        });
        var dependent = await harness.SubmitAsync(EngineHarness.Command("true") with { DependsOn = [new JobDependency { Job = failing.Reference.ToString() }] });
        var running = await harness.SubmitAsync(EngineHarness.Command("sleep", "30"));
        await harness.WhenAsync(running, JobState.Running);
        var children = await harness.ChildrenAsync(failing);

        await harness.RestartAsync();
        await harness.RestartAsync();

        Assert.Contains(Directory.GetFiles(harness.State), file => Path.GetFileName(file).StartsWith("snapshot-", StringComparison.Ordinal));
        Assert.Equal(children.Select(Essence), (await harness.ChildrenAsync(failing)).Select(Essence));
        Assert.Equal(JobCause.DependencyFailed, (await harness.GetAsync(dependent)).Cause);
        Assert.Equal(JobState.Running, (await harness.GetAsync(running)).State);
        var again = await harness.Engine.FindDefinitionAsync(new DefinitionRequest { Name = "d" }, CancellationToken.None);
        Assert.Equal(definition.ContentHash, again.Definition!.ContentHash);
        var restarted = await harness.RestartJobAsync(failing);
        Assert.Equal([dependent.Reference], restarted.RevivedDependents);
        Assert.Equal(29, restarted.Indexes.Count);
    }

    private static string Essence(Job job) =>
        $"{job.Reference} {job.Progress} {job.ExitCode} {job.Cause} {job.Reason} {job.StartedAt:o} {job.EndedAt:o} {string.Join(";", job.Attempts)}";

    private static async Task<Job> RunToTheEndAsync(EngineHarness harness, JobSpec spec, string id, Func<EngineOptions, EngineOptions> options)
    {
        while (true)
        {
            try
            {
                // The same submission again and again: an answer may have been lost with an engine.
                var job = await harness.SubmitAsync(spec, id);
                var end = harness.WhenAsync(job, entry => entry.HasEnded);
                if (await Task.WhenAny(end, harness.Engine.Failed) == end)
                {
                    await end;
                    return await harness.GetAsync(job);
                }
            }
            catch (BatchException)
            {
                // It died under the call.
            }

            await ReopenAsync(harness, options);
        }
    }

    private static async Task ReopenAsync(EngineHarness harness, Func<EngineOptions, EngineOptions> options)
    {
        while (true)
        {
            try
            {
                await harness.RestartAsync(options);
                return;
            }
            catch (Exception error) when (error is BatchException or InvalidOperationException)
            {
                // It died while it was opening.
            }
        }
    }
}
