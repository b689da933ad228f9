using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Engine.Records;
using MultiBatch.Providers.Local.Engine.State;
using MultiBatch.Providers.Local.Journal;
using MultiBatch.Providers.Local.Tests.Engine.Support;
using MultiBatch.Serialization;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Local.Tests.Engine.State;

/// <summary>Many jobs that have ended: they are packed, and nobody notices.</summary>
public sealed class HistoryTests
{
    private const int Many = 3000;
    private static readonly DateTimeOffset Begin = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Jobs_that_ended_a_while_ago_are_packed_and_look_as_they_did()
    {
        var state = NewState();
        for (var number = 1; number <= Many; number++)
        {
            Run(state, number, succeeds: number % 7 != 0);
        }

        Assert.NotEmpty(state.Jobs.Blocks);
        Assert.Equal(Many, state.Jobs.Count);
        Assert.InRange(state.Jobs.Entries.Count(), 1, 1500);
        for (var number = 1; number <= Many; number++)
        {
            var job = state.Jobs.Peek(IdOf(number))!;
            Assert.Equal(number, job.Number);
            Assert.Equal($"job-{number}", job.Name);
            Assert.Equal($"{number}", job.Labels!["number"]);
            Assert.Equal(number % 7 != 0 ? JobState.Succeeded : JobState.Failed, job.State);
            Assert.Equal(number % 7 != 0 ? 0 : 3, job.Tasks[0].ExitCode);
            Assert.Equal(Begin.AddSeconds(number), job.SubmittedAt);
            Assert.Equal(Begin.AddSeconds(number + 2), job.EndedAt);
        }
    }

    [Fact]
    public void A_packed_job_takes_little_memory()
    {
        var state = NewState();
        for (var number = 1; number <= Many; number++)
        {
            Run(state, number, succeeds: true);
        }

        var packed = state.Jobs.Blocks.Sum(block => (long)block.Size) / state.Jobs.Blocks.Sum(block => block.Count);

        Assert.InRange(packed, 1, 120);
    }

    [Fact]
    public void A_filter_finds_packed_jobs_without_unpacking_the_others()
    {
        var state = NewState();
        for (var number = 1; number <= Many; number++)
        {
            Run(state, number, succeeds: number % 100 != 0);
        }

        var failed = Enumerable.Range(0, Many).Where(place => state.Jobs.MayMatch(place, new JobQuery { States = [JobState.Failed] })).Select(state.Jobs.NumberAt);
        var early = Enumerable.Range(0, Many).Count(place => state.Jobs.MayMatch(place, new JobQuery { SubmittedBefore = Begin.AddSeconds(11) }));

        Assert.Equal(Enumerable.Range(1, Many).Where(number => number % 100 == 0).Select(number => (long)number), failed);
        Assert.Equal(10, early);
        Assert.DoesNotContain(Enumerable.Range(0, Many), place => state.Jobs.MayMatch(place, new JobQuery { Queue = "other" }));
    }

    [Fact]
    public void A_packed_job_can_run_again()
    {
        var state = NewState();
        for (var number = 1; number <= Many; number++)
        {
            Run(state, number, succeeds: number != 5);
        }

        Assert.Equal(JobState.Failed, state.Jobs.FindPacked(JobKey.Parse(IdOf(5))));
        state.Apply(new StateChange { Restarted = new TasksRestarted { Job = 5, Queued = IndexRanges.One(0), Blocked = IndexRanges.Of([]) } });

        var job = state.Jobs.Find(IdOf(5))!;
        Assert.Same(job, state.Jobs.Get(5));
        Assert.Same(job, state.Jobs.FindLive(5));
        Assert.Equal(2, job.Run);
        Assert.Equal(JobState.Queued, job.State);
        Assert.Equal(3, Assert.Single(job.Past![0]).ExitCode);
        Assert.Null(state.Jobs.FindPacked(job.Key));
    }

    [Fact]
    public void A_job_that_another_waits_for_is_the_same_object_until_that_has_ended()
    {
        var state = NewState();
        Run(state, 1, succeeds: true);
        Add(state, 2, new JobDependency { Job = $"local:{IdOf(1)}" }, new JobDependency { Job = $"local:{IdOf(1)}", On = DependencyCondition.AnyEnd });
        var first = state.Jobs.Get(1);
        for (var number = 3; number <= Many; number++)
        {
            Run(state, number, succeeds: true);
        }

        Assert.Same(first, state.Jobs.Get(1));
        Assert.All(state.Jobs.Get(2).Live!.Edges, edge => Assert.Same(first, edge.Predecessor));

        state.Apply(new StateChange { Released = new TasksReleased { Job = 2, Tasks = IndexRanges.One(0) } });
        End(state, 2, succeeds: true);
        for (var number = Many + 1; number <= 2 * Many; number++)
        {
            Run(state, number, succeeds: true);
        }

        Assert.Equal(JobState.Succeeded, state.Jobs.FindPacked(first.Key));
        Assert.Equal([2L, 2L], state.Jobs.Peek(IdOf(1))!.Dependents);
    }

    [Fact]
    public void A_snapshot_gives_back_what_there_was_in_order()
    {
        var state = NewState();
        Add(state, 1);
        for (var number = 2; number <= Many; number++)
        {
            Run(state, number, succeeds: number % 3 != 0, size: number % 50 == 0 ? 10 : null);
        }

        var taken = state.Jobs.Get(17);
        var restored = Restore(new SnapshotCapture(state));

        Assert.NotNull(taken);
        Assert.Equal(state.Jobs.Count, restored.Jobs.Count);
        Assert.Equal(state.Jobs.NextNumber, restored.Jobs.NextNumber);
        Assert.NotEmpty(restored.Jobs.Blocks);
        for (var place = 0; place < Many; place++)
        {
            Assert.Equal(Image(state.Jobs.PeekAt(place)), Image(restored.Jobs.PeekAt(place)));
            Assert.Equal(place, restored.Jobs.PlaceBefore(place + 1));
        }

        Assert.NotNull(restored.Jobs.Find(IdOf(1))!.Live);
        Assert.Equal(Ended(state), Ended(restored));
    }

    [Fact]
    public void A_snapshot_is_of_one_moment_whatever_is_changed_while_it_is_written()
    {
        var state = NewState();
        for (var number = 1; number <= Many; number++)
        {
            Run(state, number, succeeds: number % 2 != 0);
        }

        var capture = new SnapshotCapture(state);
        state.BeforeEndedChanges = capture.Keep;
        var items = capture.GetEnumerator();
        Assert.True(items.MoveNext());
        foreach (var number in new[] { 2, 4, Many })
        {
            state.Apply(new StateChange { Restarted = new TasksRestarted { Job = number, Queued = IndexRanges.One(0), Blocked = IndexRanges.Of([]) } });
        }

        Run(state, Many + 1, succeeds: true);
        var all = new List<SnapshotItem> { items.Current };
        while (items.MoveNext())
        {
            all.Add(items.Current);
        }

        var restored = Restore(all);
        Assert.Equal(Many, restored.Jobs.Count);
        Assert.Empty(restored.LiveJobs);
        Assert.Equal(JobState.Failed, restored.Jobs.Peek(IdOf(2))!.State);
        Assert.Equal(1, restored.Jobs.Peek(IdOf(Many))!.Run);
    }

    [Fact]
    public void Jobs_can_be_forgotten()
    {
        var state = NewState();
        for (var number = 1; number <= Many; number++)
        {
            Run(state, number, succeeds: true);
        }

        var blocks = state.Jobs.Blocks.Count;
        state.Jobs.Remove(Enumerable.Range(1, 1000).Append(Many).Select(number => (long)number).ToHashSet());

        Assert.Equal(Many - 1001, state.Jobs.Count);
        Assert.Null(state.Jobs.Peek(IdOf(1)));
        Assert.Null(state.Jobs.Peek(IdOf(Many)));
        Assert.Equal(1001, state.Jobs.Peek(IdOf(1001))!.Number);
        Assert.InRange(state.Jobs.Blocks.Count, 1, blocks - 14);
        Assert.Equal(Many + 1, state.Jobs.NextNumber);
        Assert.Equal(Many - 1001, Restore(new SnapshotCapture(state)).Jobs.Count);
    }

    private static EngineState NewState() => new(MachineProbe.Look());

    private static string IdOf(int number) => $"01jb{number:D22}";

    private static long Ended(EngineState state) =>
        state.TasksIn(JobState.Succeeded) + state.TasksIn(JobState.Failed) + state.TasksIn(JobState.Cancelled);

    private static string Image(JobEntry job) => System.Text.Json.JsonSerializer.Serialize(new SnapshotItem { Job = JobImages.Take(job) }, RecordJson.Stored.SnapshotItem);

    private static EngineState Restore(IEnumerable<SnapshotItem> items)
    {
        var restored = NewState();
        foreach (var item in items)
        {
            var json = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(item, RecordJson.Stored.SnapshotItem);
            restored.Restore(System.Text.Json.JsonSerializer.Deserialize(json, RecordJson.Stored.SnapshotItem)!);
        }

        restored.CompleteRestore();
        return restored;
    }

    private static void Run(EngineState state, int number, bool succeeds, int? size = null)
    {
        Add(state, number, size);
        for (var index = 0; index < (size ?? 1); index++)
        {
            End(state, number, succeeds || index > 0, index);
        }

        state.Jobs.Pack();
    }

    private static void Add(EngineState state, int number, params JobDependency[] dependencies) => Add(state, number, null, dependencies);

    private static void Add(EngineState state, int number, int? size, params JobDependency[] dependencies)
    {
        var spec = EngineHarness.Command("/usr/bin/convert", $"/data/in/{number}.png", $"/data/out/{number}.png") with
        {
            Name = $"job-{number}",
            Labels = new Dictionary<string, string> { ["number"] = $"{number}" },
            Array = size is null ? null : new ArraySpec { Size = size },
            DependsOn = dependencies.Length > 0 ? dependencies : null,
        };
        state.Apply(new StateChange
        {
            Added = new JobAdded { Job = number, Id = IdOf(number), Time = Clock.ToStored(Begin.AddSeconds(number)), Spec = new RawJson(BatchJson.WriteUtf8(spec)) },
        });
    }

    private static void End(EngineState state, int number, bool succeeds, int index = 0)
    {
        state.Apply(new StateChange { Planned = new LaunchesPlanned { Job = number, Tasks = IndexRanges.One(index) } });
        state.Apply(new StateChange
        {
            Started = new AttemptStarted { Job = number, Task = index, Time = Clock.ToStored(Begin.AddSeconds(number + 1)), Environment = "default" },
        });
        state.Apply(new StateChange
        {
            Ended = new AttemptEnded
            {
                Job = number,
                Task = index,
                Time = Clock.ToStored(Begin.AddSeconds(number + 2)),
                State = succeeds ? JobState.Succeeded : JobState.Failed,
                ExitCode = succeeds ? 0 : 3,
                Cause = succeeds ? null : JobCause.ExitCode,
            },
        });
    }
}
