using System.Text.Json;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Google.Mapping;
using MultiBatch.Providers.Google.Planning;
using MultiBatch.Providers.Google.Tests.Support;
using MultiBatch.Providers.Google.Wire;

namespace MultiBatch.Providers.Google.Tests.Planning;

public sealed class ArrayPlanTests
{
    [Fact]
    public void Each_task_has_its_index_and_the_service_counts_them()
    {
        var group = Plans.Of(Plans.Job with { Array = new ArraySpec { Size = 3 } }).Group();

        Assert.Equal((null, 3L), (group.TaskCount, group.Parallelism));
        Assert.Equal(["0", "1", "2"], group.TaskEnvironments!.Select(task => task.Variables!["MULTIBATCH_ARRAY_INDEX"]));
        Assert.Equal("3", group.TaskSpec!.Environment!.Variables!["MULTIBATCH_ARRAY_SIZE"]);
    }

    [Fact]
    public void Rows_of_a_table_are_the_variables_of_their_tasks()
    {
        var group = Plans.Of(Plans.Job with { Array = new ArraySpec { Tasks = new TaskTable(["X", "Y"], [["a", "0"], ["", "b c"]]), Parallelism = 1 } }).Group();

        Assert.Equal([("a", "0", "0"), ("", "b c", "1")], group.TaskEnvironments!.Select(task => (task.Variables!["X"], task.Variables["Y"], task.Variables["MULTIBATCH_ARRAY_INDEX"])));
        Assert.Equal(1, group.Parallelism);
    }

    [Fact]
    public void A_restart_runs_the_failed_rows_under_their_own_indexes()
    {
        var spec = Plans.Job with { Array = new ArraySpec { Tasks = new TaskTable(["X"], [["a"], ["b"], ["c"], ["d"]]) } };

        var plan = Plans.Of(spec, with: request => request with { RestartIndexes = [1, 3] });

        Assert.Equal([("b", "1"), ("d", "3")], plan.Group().TaskEnvironments!.Select(task => (task.Variables!["X"], task.Variables["MULTIBATCH_ARRAY_INDEX"])));
        Assert.Equal(("4", "2"), (plan.Task().Environment!.Variables!["MULTIBATCH_ARRAY_SIZE"], plan.Native().Labels!["multibatch-array"]));
        Assert.Equal([1, 3], JobFacts.Of(plan.Native() with { Name = "projects/p/locations/l/jobs/j" }, "l").Indexes!);
    }

    [Fact]
    public void Ten_thousand_tasks_are_one_request_below_the_limit()
    {
        var job = Plans.Of(Plans.Job with { Array = new ArraySpec { Size = 10_000 } }).Native();

        Assert.Equal(10_000, job.TaskGroups![0].TaskEnvironments!.Count);
        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(job, GoogleWireJson.Instance.JobResource).Length, 400_000, GoogleLimits.LargestJob);
    }

    [Fact]
    public void An_array_that_is_too_large_for_indexes_does_without_and_says_so()
    {
        var plan = Plans.Of(Plans.Job with { Array = new ArraySpec { Size = 100_000 } });

        Assert.Equal((100_000L, null), (plan.Group().TaskCount, plan.Group().TaskEnvironments));
        Assert.Contains("BATCH_TASK_INDEX", plan.At(SpecPointers.ArraySize).Detail, StringComparison.Ordinal);
        Assert.Equal(5000, plan.Group().Parallelism);
    }

    [Fact]
    public void A_table_that_is_too_large_is_refused_by_name()
    {
        var cell = new string('x', 1000);

        var plan = Plans.Of(Plans.Job with { Array = new ArraySpec { Tasks = new TaskTable(["X"], Enumerable.Range(0, 2000).Select(_ => (IReadOnlyList<string>)[cell]).ToList()) } });

        Assert.Equal(DispositionKind.Rejected, plan.At(SpecPointers.ArrayTasks).Kind);
    }

    [Theory]
    [InlineData("BATCH_TASK_INDEX", SpecPointers.ArrayTasks)]
    public void Names_of_the_service_s_own_are_refused(string name, string pointer) => Assert.Equal(
        DispositionKind.Rejected, Plans.Of(Plans.Job with { Array = new ArraySpec { Tasks = new TaskTable([name], [["x"]]) } }).At(pointer).Kind);

    public static TheoryData<int> Specs => [.. Enumerable.Range(0, Plans.Various.Count)];

    [Theory]
    [MemberData(nameof(Specs))]
    public void What_a_job_was_submitted_as_can_be_read_from_it(int number)
    {
        var plan = Plans.Various[number];
        var job = plan.Native() with { Name = "projects/p/locations/us-central1/jobs/j1" };

        var spec = SpecMapper.From(job, JobFacts.Of(job, "us-central1"))!;
        var again = Plans.Of(spec with { Native = plan.Request.Spec.Native }, environment: plan.Request.Environment).Native();

        // Whatever decides what its tasks do is the same.
        Assert.Equal(JsonSerializer.Serialize(plan.Native().TaskGroups, GoogleWireJson.Instance.JobResource.Options), JsonSerializer.Serialize(again.TaskGroups, GoogleWireJson.Instance.JobResource.Options));
        Assert.Equal(plan.Native().Labels, again.Labels);
    }
}
