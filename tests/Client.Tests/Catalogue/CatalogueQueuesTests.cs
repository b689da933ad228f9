using MultiBatch.Catalogue;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers;
using MultiBatch.Queues;

namespace MultiBatch.Client.Tests.Catalogue;

public sealed class CatalogueQueuesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileCatalogStore _store;
    private readonly CatalogueEnvironments _environments;
    private readonly CatalogueQueues _queues;
    private Job? _activeJob;

    public CatalogueQueuesTests()
    {
        _store = new FileCatalogStore(_folder.Path);
        var scope = new CatalogueScope("google", "prod");
        _environments = new CatalogueEnvironments(_store, scope, new AcceptingPlanner());
        _queues = NewQueues(scope);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_queue_is_kept_as_a_readable_document_of_its_connection()
    {
        await CreateBothAsync();

        var text = File.ReadAllText(_folder.Combine("google", "connections", "prod", "queues", "main.json")).ReplaceLineEndings("\n");

        Assert.Equal("{\n  \"name\": \"main\",\n  \"priority\": 7,\n  \"environments\": [\n    \"small\"\n  ]\n}", text);
        Assert.Equal(["main"], (await _queues.ListQueuesAsync(null, default)).Items.Select(queue => queue.Name));
        Assert.Empty((await NewQueues(new CatalogueScope("google", null)).ListQueuesAsync(null, default)).Items);
        Assert.Empty((await NewQueues(new CatalogueScope("azure", "prod")).ListQueuesAsync(null, default)).Items);
    }

    [Fact]
    public async Task What_is_created_is_found_again()
    {
        await CreateBothAsync();

        var queue = await _queues.FindQueueAsync("main", default);
        var environment = await _environments.FindEnvironmentAsync("small", default);

        Assert.Equal((7, EnvironmentStatus.Ready, false), (queue!.Spec.Priority, queue.Status, queue.IsDefault));
        Assert.Equal(["small"], queue.Spec.Environments);
        Assert.Equal(8, environment!.Spec.MaxVCpus);
        Assert.Null(await _queues.FindQueueAsync("Main", default));
        Assert.Null(await _queues.FindQueueAsync("no such/name", default));
    }

    [Fact]
    public async Task A_second_one_of_the_same_name_is_refused()
    {
        await CreateBothAsync();

        await AssertCodeAsync(BatchErrorCode.AlreadyExists, () => _queues.CreateQueueAsync(new JobQueueSpec { Name = "main", Priority = 1 }, default));
        await AssertCodeAsync(BatchErrorCode.AlreadyExists, () => _environments.CreateEnvironmentAsync(new ComputeEnvironmentSpec { Name = "small" }, default));

        Assert.Equal(7, (await _queues.FindQueueAsync("main", default))!.Spec.Priority);
    }

    [Fact]
    public async Task An_update_changes_what_is_set_and_leaves_the_rest()
    {
        await CreateBothAsync();

        var updated = await _queues.UpdateQueueAsync(new JobQueueSpec { Name = "main", Enabled = false }, default);

        Assert.Equal((7, false), (updated.Spec.Priority, updated.Spec.Enabled));
        Assert.Equal(["small"], updated.Spec.Environments);
        await AssertCodeAsync(BatchErrorCode.NotFound, () => _queues.UpdateQueueAsync(new JobQueueSpec { Name = "other" }, default));
        await AssertCodeAsync(BatchErrorCode.NotFound, () => _environments.UpdateEnvironmentAsync(new ComputeEnvironmentSpec { Name = "other" }, default));
    }

    [Fact]
    public async Task Updates_at_the_same_time_are_all_kept()
    {
        await CreateBothAsync();
        var other = NewQueues(new CatalogueScope("google", "prod"));

        await Task.WhenAll(
            Task.Run(() => _queues.UpdateQueueAsync(new JobQueueSpec { Name = "main", Priority = 9 }, default)),
            Task.Run(() => other.UpdateQueueAsync(new JobQueueSpec { Name = "main", Enabled = false }, default)),
            Task.Run(() => _queues.UpdateQueueAsync(new JobQueueSpec { Name = "main", MaxWait = TimeSpan.FromHours(1) }, default)));

        var spec = (await _queues.FindQueueAsync("main", default))!.Spec;
        Assert.Equal((9, false, TimeSpan.FromHours(1)), (spec.Priority, spec.Enabled, spec.MaxWait));
    }

    [Fact]
    public async Task A_queue_needs_environments_that_are_there()
    {
        var error = await AssertCodeAsync(
            BatchErrorCode.InvalidSpec, () => _queues.CreateQueueAsync(new JobQueueSpec { Name = "main", Environments = ["small"] }, default));
        var plan = await _queues.PlanQueueAsync(new JobQueueSpec { Name = "main", Environments = ["small"] }, false, PlanMode.Connected, default);

        Assert.Contains("'small'", error.Message, StringComparison.Ordinal);
        Assert.Equal("/environments", error.Resource);
        Assert.Equal("/environments", Assert.Single(plan.Dispositions, disposition => disposition.Kind == DispositionKind.Rejected).Pointer);
        Assert.Equal(2, plan.Dispositions.Count);
    }

    [Fact]
    public async Task What_is_in_use_is_not_deleted()
    {
        await CreateBothAsync();
        _activeJob = new Job { Reference = new JobReference("google", "j1"), State = JobState.Running };

        var queue = await AssertCodeAsync(BatchErrorCode.Conflict, () => _queues.DeleteQueueAsync("main", default));
        var environment = await AssertCodeAsync(BatchErrorCode.Conflict, () => _environments.DeleteEnvironmentAsync("small", default));
        Assert.Contains("google:j1", queue.Message, StringComparison.Ordinal);
        Assert.Contains("'main'", environment.Message, StringComparison.Ordinal);

        _activeJob = null;
        await _queues.DeleteQueueAsync("main", default);
        await _environments.DeleteEnvironmentAsync("small", default);
        Assert.Null(await _queues.FindQueueAsync("main", default));
        await AssertCodeAsync(BatchErrorCode.NotFound, () => _queues.DeleteQueueAsync("main", default));
        await AssertCodeAsync(BatchErrorCode.NotFound, () => _environments.DeleteEnvironmentAsync("small", default));
    }

    [Theory]
    [InlineData(null, "default")]
    [InlineData("fast", "fast")]
    public async Task One_queue_is_the_default_one(string? chosen, string expected)
    {
        var queues = NewQueues(new CatalogueScope("google", null), chosen);
        await queues.CreateQueueAsync(new JobQueueSpec { Name = "default" }, default);
        await queues.CreateQueueAsync(new JobQueueSpec { Name = "fast" }, default);

        Assert.Equal([expected], (await queues.ListQueuesAsync(null, default)).Items.Where(queue => queue.IsDefault).Select(queue => queue.Name));
    }

    [Fact]
    public async Task Many_queues_are_listed_page_by_page()
    {
        var names = Enumerable.Range(0, 250).Select(number => $"q{number:d3}").ToList();
        foreach (var name in names)
        {
            await _queues.CreateQueueAsync(new JobQueueSpec { Name = name }, default);
        }

        var pages = new List<Page<JobQueue>>();
        do
        {
            pages.Add(await _queues.ListQueuesAsync(pages.LastOrDefault()?.ContinuationToken, default));
        }
        while (pages[^1].ContinuationToken is not null);

        Assert.Equal(3, pages.Count);
        Assert.Equal(names, pages.SelectMany(page => page.Items).Select(queue => queue.Name));
    }

    [Theory]
    [InlineData("{ \"name\": \"main\", \"priority\": ")]
    [InlineData("{ \"name\": \"main\", \"fromTheFuture\": 1 }")]
    [InlineData("null")]
    public async Task A_damaged_document_is_told_by_name(string text)
    {
        await CreateBothAsync();
        File.WriteAllText(_folder.Combine("google", "connections", "prod", "queues", "main.json"), text);

        var error = await AssertCodeAsync(BatchErrorCode.Conflict, () => _queues.FindQueueAsync("main", default));

        Assert.Contains("google/connections/prod/queues/main", error.Message, StringComparison.Ordinal);
        Assert.Equal("google/connections/prod/queues/main", error.Resource);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../outside")]
    [InlineData("a b")]
    [InlineData("dotted.name")]
    public async Task A_name_that_is_none_is_refused(string name)
    {
        await AssertCodeAsync(BatchErrorCode.InvalidSpec, () => _queues.CreateQueueAsync(new JobQueueSpec { Name = name }, default));
        await AssertCodeAsync(BatchErrorCode.InvalidSpec, () => _environments.CreateEnvironmentAsync(new ComputeEnvironmentSpec { Name = name }, default));
        Assert.Null(await _environments.FindEnvironmentAsync(name, default));
    }

    private async Task CreateBothAsync()
    {
        await _environments.CreateEnvironmentAsync(new ComputeEnvironmentSpec { Name = "small", MaxVCpus = 8 }, default);
        await _queues.CreateQueueAsync(new JobQueueSpec { Name = "main", Priority = 7, Environments = ["small"] }, default);
    }

    private CatalogueQueues NewQueues(CatalogueScope scope, string? defaultQueue = null) => new(_store, scope, new AcceptingPlanner())
    {
        Environments = _environments,
        DefaultQueue = defaultQueue,
        FindActiveJobAsync = (_, _) => Task.FromResult(_activeJob),
    };

    private static async Task<BatchException> AssertCodeAsync(BatchErrorCode code, Func<Task> action)
    {
        var error = await Assert.ThrowsAsync<BatchException>(action);
        Assert.Equal(code, error.Code);
        return error;
    }

    private sealed class AcceptingPlanner : IQueuePlanner, IEnvironmentPlanner
    {
        public ValueTask<ResourcePlan> PlanQueueAsync(JobQueueSpec spec, bool update, PlanMode mode, CancellationToken cancellationToken) =>
            new(new ResourcePlan(SpecFields.Of(spec).Select(field => FieldDisposition.Honored(field)).ToList(), []));

        public ValueTask<ResourcePlan> PlanEnvironmentAsync(ComputeEnvironmentSpec spec, bool update, PlanMode mode, CancellationToken cancellationToken) =>
            new(new ResourcePlan(SpecFields.Of(spec).Select(field => FieldDisposition.Honored(field)).ToList(), []));
    }
}
