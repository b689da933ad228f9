using System.Diagnostics;
using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Tests.Engine.Support;
using Xunit.Abstractions;

namespace MultiBatch.Providers.Local.Tests.Engine;

public sealed class ArrayTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Each_child_knows_its_index_and_its_row()
    {
        await using var harness = await EngineHarness.StartAsync();

        var job = await harness.RunAsync(EngineHarness.Shell("echo $MULTIBATCH_ARRAY_INDEX/$MULTIBATCH_ARRAY_SIZE=$LETTER,$EMPTY.") with
        {
            Array = new ArraySpec { Tasks = new TaskTable(["LETTER", "EMPTY"], [["a", ""], ["b", ""], ["0", ""]]) },
        });

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal(3, job.ArraySize);
        Assert.Equal(3, job.Children![JobState.Succeeded]);
        Assert.Equal("0/3=a,.\n", await harness.OutputAsync(job.Reference.Child(0)));
        Assert.Equal("2/3=0,.\n", await harness.OutputAsync(job.Reference.Child(2)));
    }

    [Fact]
    public async Task An_array_fails_when_one_child_does_and_the_others_end_all_the_same()
    {
        await using var harness = await EngineHarness.StartAsync();

        var job = await harness.RunAsync(EngineHarness.Shell("test $MULTIBATCH_ARRAY_INDEX != 3") with { Array = new ArraySpec { Size = 8 } });

        Assert.Equal(JobState.Failed, job.State);
        Assert.Equal(7, job.Children![JobState.Succeeded]);
        Assert.Equal(JobCause.ExitCode, job.Cause);
        var children = await harness.ChildrenAsync(job);
        Assert.Equal(Enumerable.Range(0, 8), children.Select(child => child.Index!.Value));
        Assert.Equal(JobState.Failed, children[3].State);
        Assert.Equal(1, children[3].ExitCode);
    }

    [Fact]
    public async Task No_more_children_run_at_the_same_time_than_the_array_allows()
    {
        await using var harness = await EngineHarness.StartAsync();
        await harness.SetSlotsAsync(16);
        var marks = Directory.CreateDirectory(harness.PathOf("marks")).FullName;

        // Each child counts those that run beside it.
        var job = await harness.RunAsync(EngineHarness.Shell($"touch {marks}/$MULTIBATCH_ARRAY_INDEX; sleep 0.05; ls {marks} | wc -l; rm {marks}/$MULTIBATCH_ARRAY_INDEX") with
        {
            Array = new ArraySpec { Size = 12, Parallelism = 3 },
        });

        Assert.Equal(JobState.Succeeded, job.State);
        var beside = new List<int>();
        for (var index = 0; index < 12; index++)
        {
            beside.Add(int.Parse(await harness.OutputAsync(job.Reference.Child(index)), System.Globalization.CultureInfo.InvariantCulture));
        }

        Assert.InRange(beside.Max(), 2, 3);
    }

    [Fact]
    public async Task Ten_thousand_tasks_are_submitted_and_listed_at_once_and_all_succeed()
    {
        await using var harness = await EngineHarness.StartAsync();
        var watch = Stopwatch.StartNew();

        var job = await harness.SubmitAsync(EngineHarness.Command("/bin/true") with { Array = new ArraySpec { Size = 10_000 } });
        var submitted = watch.Elapsed;
        var ended = await harness.EndOfAsync(job);
        var run = watch.Elapsed;
        watch.Restart();
        var children = await harness.ChildrenAsync(job);
        var listed = watch.Elapsed;

        output.WriteLine($"submitted in {submitted.TotalMilliseconds:0} ms, run in {run.TotalSeconds:0.0} s ({10_000 / run.TotalSeconds:0}/s), listed in {listed.TotalMilliseconds:0} ms");
        Assert.Equal(JobState.Succeeded, ended.State);
        Assert.Equal(10_000, children.Count);
        Assert.All(children, child => Assert.Equal(JobState.Succeeded, child.State));
        Assert.All(children, child => Assert.Single(child.Attempts));
    }
}
