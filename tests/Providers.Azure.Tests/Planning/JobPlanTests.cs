using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Planning;
using MultiBatch.Providers.Azure.Tests.Support;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Azure.Tests.Planning;

public class JobPlanTests
{
    private static readonly string Before = SubmissionId.FromText("before").ToString();

    [Fact]
    public void A_plain_job_is_one_task_that_carries_what_the_service_has_no_field_for()
    {
        var task = Assert.Single(Plans.Of(Plans.Job with { Labels = new Dictionary<string, string> { ["team"] = "x" }, Env = new Dictionary<string, string> { ["A"] = "1" } }).Tasks());

        Assert.Equal((Plans.Id.ToString(), "run it", 4, 0), (task.Id, task.CommandLine, task.RequiredSlots!.Value, task.Constraints!.MaxTaskRetryCount!.Value));
        var note = TaskNote.Parse(task.DisplayName)!;
        Assert.Equal(("job", "x", null), (note.Name, note.Labels!["team"], note.Size));
        Assert.Equal(("1", Plans.Id.ToString(), "0", "1"), (task.Variable("A"), task.Variable("MULTIBATCH_JOB_ID"), task.Variable("MULTIBATCH_ARRAY_INDEX"), task.Variable("MULTIBATCH_ARRAY_SIZE")));
        Assert.Null(task.ContainerSettings);
        Assert.Null(task.DependsOn);
    }

    [Fact]
    public void An_array_is_a_task_for_each_index()
    {
        var table = new TaskTable(["FILE"], [["a"], ["b"], ["c"]]);
        var tasks = Plans.Of(Plans.Job with { Array = new ArraySpec { Tasks = table } }).Tasks();

        Assert.Equal(Enumerable.Range(0, 3).Select(index => TaskIds.Child(Plans.Id.ToString(), index)), tasks.Select(task => task.Id));
        Assert.Equal(["a", "b", "c"], tasks.Select(task => task.Variable("FILE")));
        Assert.Equal(["0", "1", "2"], tasks.Select(task => task.Variable("MULTIBATCH_ARRAY_INDEX")));
        Assert.All(tasks, task => Assert.Equal((3, "3"), (TaskNote.Parse(task.DisplayName)!.Size!.Value, task.Variable("MULTIBATCH_ARRAY_SIZE"))));
    }

    [Fact]
    public void Children_that_run_alone_keep_their_index_and_the_whole_size()
    {
        var tasks = Plans.Of(Plans.Job with { Array = new ArraySpec { Size = 10 } }, with: request => request with { RestartIndexes = [3, 7] }).Tasks();

        Assert.Equal([TaskIds.Child(Plans.Id.ToString(), 0), TaskIds.Child(Plans.Id.ToString(), 1)], tasks.Select(task => task.Id));
        Assert.Equal(["3", "7"], tasks.Select(task => task.Variable("MULTIBATCH_ARRAY_INDEX")));
        Assert.All(tasks, task => Assert.Equal("10", task.Variable("MULTIBATCH_ARRAY_SIZE")));
        Assert.Equal([3, 7], tasks.Select(task => TaskNote.Parse(task.DisplayName)!.Original!.Value));
    }

    [Fact]
    public void In_containers_resources_are_held_to()
    {
        var spec = Plans.Job with
        {
            Image = "example/i:1",
            Resources = new ResourceSpec { VCpus = 1.5, Memory = ByteSize.FromMebibytes(6144) },
            Mounts = [new Mount { Source = "/data", Target = "/in", ReadOnly = true }],
        };
        var task = Assert.Single(Plans.Of(spec, Plans.ContainerPool).Tasks());

        Assert.Equal(("example/i:1", "--cpus=1.5 --memory=6144m -v /data:/in:ro", 6), (task.ContainerSettings!.ImageName, task.ContainerSettings.ContainerRunOptions, task.RequiredSlots!.Value));
    }

    [Theory]
    [InlineData("/resources/vcpus", true)]
    [InlineData("/resources/memory", true)]
    [InlineData("/resources/machineType", true)]
    [InlineData("/resources/architecture", true)]
    [InlineData("/resources/gpu/count", true)]
    [InlineData("/resources/bootDisk/size", false)]
    [InlineData("/resources/dataDisk/size", false)]
    [InlineData("/identity/task", false)]
    [InlineData("/priority", false)]
    [InlineData("/purchase", true)]
    [InlineData("/image", true)]
    [InlineData("/attempts/rules/0/exitCodes", false)]
    [InlineData("/array/parallelism", false)]
    [InlineData("/env", false)]
    [InlineData("/mounts/0/source", true)]
    [InlineData("/secrets/KEY", false)]
    public void What_cannot_be_is_refused_with_a_way_out(string pointer, bool dependsOnPool)
    {
        var spec = Plans.Job;
        spec = pointer switch
        {
            "/resources/vcpus" => spec with { Resources = new ResourceSpec { VCpus = 5 } },
            "/resources/memory" => spec with { Resources = new ResourceSpec { Memory = ByteSize.FromMebibytes(17 * 1024) } },
            "/resources/machineType" => spec with { Resources = new ResourceSpec { MachineType = "Standard_D2s_v5" } },
            "/resources/architecture" => spec with { Resources = new ResourceSpec { Architecture = CpuArchitecture.Arm64 } },
            "/resources/gpu/count" => spec with { Resources = new ResourceSpec { Gpu = new GpuSpec { Count = 1 } } },
            "/resources/bootDisk/size" => spec with { Resources = new ResourceSpec { BootDisk = new DiskSpec { Size = ByteSize.FromMebibytes(1024) } } },
            "/resources/dataDisk/size" => spec with { Resources = new ResourceSpec { DataDisk = new DataDiskSpec { Size = ByteSize.FromMebibytes(1024) } } },
            "/identity/task" => spec with { Identity = new JobIdentity { Task = "someone" } },
            "/priority" => spec with { Priority = 3 },
            "/purchase" => spec with { Purchase = Purchase.Spot },
            "/image" => spec with { Image = "example/i:1" },
            "/attempts/rules/0/exitCodes" => spec with { Attempts = new AttemptPolicy { Max = 3, Rules = [new AttemptRule { ExitCodes = [1], Action = AttemptAction.Retry }] } },
            "/array/parallelism" => spec with { Array = new ArraySpec { Size = 3, Parallelism = 2 } },
            "/env" => spec with { Env = new Dictionary<string, string> { ["AZ_BATCH_TASK_ID"] = "x" } },
            "/mounts/0/source" => spec with { Mounts = [new Mount { Source = "nfs://server/export", Target = "/in" }] },
            _ => spec with { Secrets = new Dictionary<string, SecretReference> { ["KEY"] = new("somewhere") } },
        };

        var refused = Plans.Of(spec).Dispositions.Where(disposition => disposition.Kind == DispositionKind.Rejected).ToList();
        var offline = Plans.Of(spec, mode: PlanMode.Offline).Dispositions.Where(disposition => disposition.Kind == DispositionKind.Rejected).ToList();

        Assert.All(refused, disposition => Assert.False(string.IsNullOrEmpty(disposition.Alternative)));
        Assert.Contains(refused, disposition => pointer.StartsWith(disposition.Pointer, StringComparison.Ordinal));
        Assert.Equal(dependsOnPool, offline.Count == 0);
    }

    [Fact]
    public void An_exclusive_job_takes_all_slots_of_a_node() =>
        Assert.Equal(16, Assert.Single(Plans.Of(Plans.Job with { Exclusive = true }).Tasks()).RequiredSlots);

    [Theory]
    [InlineData(3, null, 2)]
    [InlineData(1, null, 0)]
    [InlineData(3, AttemptAction.Fail, 0)]
    public void Attempts_are_retries_and_one_more(int max, AttemptAction? otherwise, int retries) =>
        Assert.Equal(retries, Assert.Single(Plans.Of(Plans.Job with { Attempts = new AttemptPolicy { Max = max, Otherwise = otherwise } }).Tasks()).Constraints!.MaxTaskRetryCount);

    [Fact]
    public void A_timeout_is_written_as_the_service_reads_it() =>
        Assert.Equal("PT1M30S", Assert.Single(Plans.Of(Plans.Job with { Timeout = TimeSpan.FromSeconds(90) }).Tasks()).Constraints!.MaxWallClockTime);

    [Fact]
    public void On_nodes_with_containers_an_image_is_needed_and_the_connection_may_have_one()
    {
        Assert.Equal(DispositionKind.Rejected, Plans.Of(Plans.Job, Plans.ContainerPool).At("/image").Kind);

        var plan = Plans.Of(Plans.Job, Plans.ContainerPool, new AzureBatchOptions { Image = "example/own:1" });
        Assert.Equal("example/own:1", Assert.Single(plan.Tasks()).ContainerSettings!.ImageName);
        Assert.Equal(DispositionKind.Defaulted, plan.At("/image").Kind);
    }

    [Fact]
    public void Dependencies_on_success_are_ids_of_tasks_in_one_azure_job()
    {
        var plan = Plans.Of(
            Plans.Job with { DependsOn = [On(Before), On(Before + "#2")] }, dependencies: Known(3));

        var task = Assert.Single(plan.Tasks());

        Assert.Equal([Before + "-0", Before + "-1", Before + "-2", Before + "-2"], task.DependsOn!.TaskIds!);
        Assert.Equal("main-g1", plan.Translation().Generation);
    }

    [Fact]
    public void Index_by_index_each_child_waits_for_its_counterpart()
    {
        var spec = Plans.Job with { Array = new ArraySpec { Size = 2 }, DependsOn = [On(Before) with { Mode = DependencyMode.IndexToIndex }] };

        Assert.Equal([Before + "-0", Before + "-1"], Plans.Of(spec, dependencies: Known(2)).Tasks().Select(task => Assert.Single(task.DependsOn!.TaskIds!)));
        Assert.Equal(DispositionKind.Rejected, Plans.Of(spec, dependencies: Known(3)).At("/dependsOn/0/job").Kind);
    }

    [Theory]
    [InlineData(1800, 0)]
    [InlineData(10_000, 7)]
    public void An_array_whose_ids_do_not_fit_is_waited_for_through_tasks_that_only_wait(int size, int barriers)
    {
        var plan = Plans.Of(Plans.Job with { DependsOn = [On(Before)] }, dependencies: Known(size));
        var tasks = plan.Tasks();

        Assert.Equal(barriers + 1, tasks.Count);
        Assert.Equal(barriers > 0 ? DispositionKind.Emulated : DispositionKind.Honored, plan.At("/dependsOn/0/job").Kind);
        Assert.All(tasks, task => Assert.True(task.DependsOn!.TaskIds!.Sum(id => id.Length + 1) < 64_000));
        Assert.Equal(size, tasks.SelectMany(task => task.DependsOn!.TaskIds!).Distinct().Count(id => id.StartsWith(Before, StringComparison.Ordinal)));
        Assert.All(tasks.SkipLast(1), task => Assert.True(TaskIds.Split(task.Id!).IsBarrier));
    }

    [Theory]
    [InlineData("other-g1", true)]
    [InlineData("main-g2", false)]
    public void What_is_elsewhere_a_client_has_to_watch(string generation, bool isOpen)
    {
        var plan = Plans.Of(
            Plans.Job with { DependsOn = [On(Before)] },
            dependencies: new Dictionary<string, DependencyFacts?> { [Before] = new() { Generation = generation, IsOpen = isOpen } });

        Assert.True(plan.At("/dependsOn/0/job").NeedsClient);
    }

    [Fact]
    public void A_job_that_is_not_there_cannot_be_waited_for() => Assert.Equal(
        DispositionKind.Rejected,
        Plans.Of(Plans.Job with { DependsOn = [On(Before)] }, dependencies: new Dictionary<string, DependencyFacts?> { [Before] = null }).At("/dependsOn/0/job").Kind);

    [Fact]
    public void Secrets_are_fetched_on_the_node_and_in_no_request()
    {
        var task = Assert.Single(Plans.Of(Plans.Job with { Secrets = new Dictionary<string, SecretReference> { ["KEY"] = new("https://v.vault.azure.net/secrets/s") } }).Tasks());

        Assert.Null(task.Variable("KEY"));
        Assert.Contains("https://v.vault.azure.net/secrets/s", task.Variable(CommandLines.Variable), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_do_not_fit_are_refused_and_not_cut()
    {
        var labels = Enumerable.Range(0, 10).ToDictionary(number => $"label-{number}", _ => new string('x', 100));

        Assert.Contains(Plans.Of(Plans.Job with { Labels = labels }).Dispositions, disposition => disposition.Kind == DispositionKind.Rejected && disposition.Pointer.StartsWith("/labels", StringComparison.Ordinal));
    }

    [Fact]
    public void The_native_section_reaches_the_task_and_an_unknown_key_does_not_pass()
    {
        var settings = new AzureJobSettings
        {
            RetentionTime = TimeSpan.FromHours(1),
            OutputFiles = Plans.Json("""[{"filePattern":"../std*.txt","destination":{"container":{"containerUrl":"https://x/c"}},"uploadOptions":{"uploadCondition":"taskcompletion"}}]"""),
            UserIdentity = Plans.Json("""{"autoUser":{"scope":"task","elevationLevel":"admin"}}"""),
        };
        var task = Assert.Single(Plans.Of(settings.AddTo(Plans.Job)).Tasks());

        Assert.Equal(("PT1H", "../std*.txt", "admin"), (task.Constraints!.RetentionTime, task.OutputFiles![0].FilePattern, task.UserIdentity!.AutoUser!.ElevationLevel));
        foreach (var wrong in new[] { """{"commandLine":"x"}""", """{"outputFiles":[{"pattern":"x"}]}""", """{"retentionTime":"soon"}""", """[]""" })
        {
            Assert.Equal(
                DispositionKind.Rejected,
                Plans.Of(Plans.Job with { Native = new Dictionary<string, System.Text.Json.JsonElement> { ["azure"] = Plans.Json(wrong) } }).At("/native/azure").Kind);
        }
    }

    [Fact]
    public void A_queue_that_is_gone_disabled_or_without_a_pool_takes_no_job()
    {
        var request = new PlanRequest { SubmissionId = Plans.Id, Spec = Plans.Job, Mode = PlanMode.Connected };
        foreach (var queue in new[] { null, Plans.Queue() with { IsEnabled = false }, Plans.Queue() with { Pool = null }, Plans.Queue(Plans.Pool with { IsDeleting = true }) })
        {
            Assert.Equal(DispositionKind.Rejected, new JobPlanner(request, new PlanFacts { Options = new(), Queue = queue }).Plan().At("/queue").Kind);
        }
    }

    private static JobDependency On(string id) => new() { Job = "azure:main-g1/" + id };

    private static Dictionary<string, DependencyFacts?> Known(int size) => new() { [Before] = new DependencyFacts { Generation = "main-g1", IsOpen = true, Size = size } };
}
