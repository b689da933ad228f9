using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Aws.Jobs;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Planning;
using MultiBatch.Providers.Aws.Tests.Support;
using MultiBatch.Providers.Aws.Wire;

namespace MultiBatch.Providers.Aws.Tests.Planning;

public class ArrayPlanTests
{
    [Fact]
    public void An_array_of_ten_thousand_is_one_request()
    {
        var plan = Plans.Of(Array(10_000));

        Assert.Equal((1, 10_000), (plan.Translation().Shape.Parts, plan.Request().ArrayProperties!.Size));
        Assert.Equal("10000", plan.Request().Variable("MULTIBATCH_ARRAY_SIZE"));
        Assert.True(Prelude.IsUsedBy(plan.Request().ContainerOverrides!.Command));
        Assert.Null(plan.Request().Variable("MULTIBATCH_ARRAY_INDEX"));
    }

    [Fact]
    public void A_larger_array_is_split_and_its_parts_count_on()
    {
        var plan = Plans.Of(Array(20_001));
        var shape = plan.Translation().Shape;

        Assert.Equal((3, 10_000, 20_001), (shape.Parts, shape.PartSize, shape.Size));
        Assert.Equal([10_000, 10_000, null], Enumerable.Range(0, 3).Select(part => plan.Request(part).ArrayProperties?.Size));
        Assert.Contains("+10000))", plan.Request(1).ContainerOverrides!.Command![2], StringComparison.Ordinal);
        Assert.Equal("20000", plan.Request(2).Variable("MULTIBATCH_ARRAY_INDEX"));
        Assert.Equal(["0/3:10000", "1/3:10000", "2/3:10000"], Enumerable.Range(0, 3).Select(part => plan.Request(part).Tags!["multibatch:part"]));
        Assert.Equal(3, Enumerable.Range(0, 3).Select(part => plan.Request(part).JobName).Distinct().Count());
        Assert.NotNull(plan.Request(0).Parameters);
        Assert.Null(plan.Request(1).Parameters);
    }

    [Fact]
    public void An_array_of_one_is_a_plain_job_that_says_so()
    {
        var plan = Plans.Of(Array(1));

        Assert.Null(plan.Request().ArrayProperties);
        Assert.Equal(("1", "0", "1"), (plan.Request().Tags!["multibatch:array"], plan.Request().Variable("MULTIBATCH_ARRAY_INDEX"), plan.Request().Variable("MULTIBATCH_ARRAY_SIZE")));
        Assert.Equal(["run", "it"], plan.Request().ContainerOverrides!.Command!);
    }

    [Fact]
    public void A_small_table_travels_in_one_variable()
    {
        var plan = Plans.Of(Plans.Job with { Array = new ArraySpec { Tasks = Table(100, number => $"row {number}") } });

        Assert.Equal((1, 100), (plan.Translation().Shape.Parts, plan.Request().ArrayProperties!.Size));
        Assert.NotNull(plan.Request().Variable(Prelude.TasksVariable));
        Assert.Equal(DispositionKind.Emulated, plan.At(SpecPointers.ArrayTasks).Kind);
    }

    [Fact]
    public void A_table_too_large_for_one_variable_becomes_plain_jobs()
    {
        var plan = Plans.Of(Plans.Job with { Array = new ArraySpec { Tasks = Table(900, Noise) } });

        Assert.Equal((900, 1), (plan.Translation().Shape.Parts, plan.Translation().Shape.PartSize));
        Assert.Equal((Noise(899), "899"), (plan.Request(899).Variable("ROW"), plan.Request(899).Variable("MULTIBATCH_ARRAY_INDEX")));
        Assert.Equal("899/900:1", plan.Request(899).Tags!["multibatch:part"]);
    }

    [Fact]
    public void Beyond_a_thousand_plain_jobs_it_is_rejected()
    {
        var plan = Plans.Of(Plans.Job with { Array = new ArraySpec { Tasks = Table(1001, Noise) } });

        Assert.Equal(DispositionKind.Rejected, plan.At(SpecPointers.ArrayTasks).Kind);
        Assert.False(plan.IsAccepted);
    }

    [Fact]
    public void Without_a_shell_a_table_becomes_plain_jobs_and_an_array_has_the_native_index_only()
    {
        var settings = new AwsJobSettings { Prelude = false };

        Assert.Equal(3, Plans.Of(settings.AddTo(Plans.Job with { Array = new ArraySpec { Tasks = Table(3, number => $"{number}") } })).Translation().Shape.Parts);
        var array = Plans.Of(settings.AddTo(Array(3)));
        Assert.Equal(["run", "it"], array.Request().ContainerOverrides!.Command!);
        Assert.Contains("AWS_BATCH_JOB_ARRAY_INDEX", array.At(SpecPointers.ArraySize).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_no_shell_can_have_become_plain_jobs() =>
        Assert.Equal(2, Plans.Of(Plans.Job with { Array = new ArraySpec { Tasks = new TaskTable(["with.dot"], [["1"], ["2"]]) } }).Translation().Shape.Parts);

    [Fact]
    public void A_restart_runs_the_original_indexes()
    {
        var plan = Plans.Of(
            Plans.Job with { Array = new ArraySpec { Tasks = Table(5, number => $"row {number}") } },
            with: request => request with { RestartOf = new JobReference("aws", "old") { Region = "eu-west-1", Queue = "main" }, RestartIndexes = [1, 4] });

        Assert.Equal((2, "aws:/eu-west-1/main/old"), (plan.Request().ArrayProperties!.Size, plan.Request().Tags!["multibatch:restart-of"]));
        Assert.Equal("1,4", plan.Request().Parameters![AwsParameters.Indexes]);
        Assert.Equal("5", plan.Request().Variable("MULTIBATCH_ARRAY_SIZE"));
        var script = System.Text.Encoding.UTF8.GetString(Packed.Read(plan.Request().Variable(Prelude.TasksVariable)!));
        Assert.Contains("0)export ROW='row 1' MULTIBATCH_ARRAY_INDEX=1;;", script, StringComparison.Ordinal);
        Assert.Contains("1)export ROW='row 4' MULTIBATCH_ARRAY_INDEX=4;;", script, StringComparison.Ordinal);
    }

    [Fact]
    public void One_child_that_is_restarted_is_a_plain_job()
    {
        var plan = Plans.Of(Array(5), with: request => request with { RestartOf = new JobReference("aws", "old"), RestartIndexes = [3] });

        Assert.Null(plan.Request().ArrayProperties);
        Assert.Equal(("3", "5", "1"), (plan.Request().Variable("MULTIBATCH_ARRAY_INDEX"), plan.Request().Variable("MULTIBATCH_ARRAY_SIZE"), plan.Request().Tags!["multibatch:array"]));
    }

    [Fact]
    public void Dependencies_follow_the_shape_of_the_job_waited_for()
    {
        var shapes = new Dictionary<string, JobShape?>
        {
            ["single"] = JobShape.Single,
            ["array"] = new() { Size = 4, PartSize = 4 },
            ["one"] = new() { Size = 1, PartSize = 1 },
            ["split"] = new() { Size = 3, PartSize = 1, Parts = 3 },
            ["gone"] = null,
        };

        Assert.Equal("single", Ids("aws:single"));
        Assert.Equal("array", Ids("aws:array"));
        Assert.Equal("array:2", Ids("aws:array#2"));
        Assert.Equal("one", Ids("aws:one#0"));
        Assert.Equal("split-p0 split-p1 split-p2", Ids("aws:split"));
        Assert.Equal("split-p1", Ids("aws:split#1"));
        Assert.Equal("array/N_TO_N", Ids("aws:array", DependencyMode.IndexToIndex, 4));
        Assert.Equal("rejected", Ids("aws:array", DependencyMode.IndexToIndex, 3));
        Assert.Equal("rejected", Ids("aws:single", DependencyMode.IndexToIndex, 3));
        Assert.Equal("rejected", Ids("aws:array#9"));
        Assert.Equal("rejected", Ids("aws:gone"));

        string Ids(string job, DependencyMode? mode = null, int? size = null)
        {
            var spec = Plans.Job with { DependsOn = [new JobDependency { Job = job, Mode = mode }], Array = size is null ? null : new ArraySpec { Size = size } };
            var plan = Plans.Of(spec, dependencies: shapes);
            return plan.IsAccepted
                ? string.Join(" ", plan.Request().DependsOn!.Select(entry => entry.JobId + (entry.Type is null ? string.Empty : "/" + entry.Type)))
                : "rejected";
        }
    }

    [Fact]
    public void Whatever_is_planned_keeps_to_the_services_limits()
    {
        foreach (var length in new[] { 10, 3000, 7000, 9000, 15_000 })
        {
            var plan = Plans.Of(Plans.Job with { Command = ["run", new string('x', length)], Env = new Dictionary<string, string> { ["A"] = new string('y', length / 2) } });
            if (!plan.IsAccepted)
            {
                continue;
            }

            var overrides = System.Text.Json.JsonSerializer.Serialize(plan.Request().ContainerOverrides, BatchWireJson.Instance.ContainerOverrides);
            var definition = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(plan.Translation().Definition, BatchWireJson.Instance.RegisterJobDefinitionRequest);
            var submit = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(plan.Request(), BatchWireJson.Instance.SubmitJobRequest);
            Assert.True(overrides.Length <= AwsLimits.LongestOverrides && definition.Length <= AwsLimits.LargestDefinition && submit.Length <= AwsLimits.LargestSubmit);
        }
    }

    private static JobSpec Array(int size) => Plans.Job with { Array = new ArraySpec { Size = size } };

    private static TaskTable Table(int rows, Func<int, string> cell) => new(["ROW"], Enumerable.Range(0, rows).Select(number => (IReadOnlyList<string>)[cell(number)]).ToList());

    // Text that no compression makes small.
    private static string Noise(int number) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(number)));
}
