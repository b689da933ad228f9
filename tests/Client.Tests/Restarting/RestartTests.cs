using MultiBatch.Capabilities;
using MultiBatch.Client.Tests.Fakes;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Restarting;

/// <summary>Restart where the service cannot do it in place: a new job of what failed.</summary>
public sealed class RestartTests
{
    private static readonly JobReference Reference = new(ScriptedProvider.ProviderName, "1");
    private static readonly JobSpec Spec = Clients.Spec with { Array = new ArraySpec { Size = 5 }, DependsOn = [new JobDependency { Job = Reference.ToString() }] };

    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedProvider _provider = new();
    private readonly List<PlanRequest> _planned = [];
    private Job _job = ScriptedProvider.NewJob("1", JobState.Failed, 1) with { ArraySize = 5 };

    public RestartTests()
    {
        _provider.OnGet = (_, _) => Task.FromResult<IReadOnlyList<Job?>>([_job]);
        _provider.OnList = (query, _) => new Page<Job>(
            new[] { JobState.Succeeded, JobState.Failed, JobState.Succeeded, JobState.Cancelled, JobState.Failed }
                .Select((state, index) => ScriptedProvider.NewJob("1", state, 1) with { Reference = Reference.Child(index) }).ToList(),
            null);
        _provider.OnPlan = request =>
        {
            _planned.Add(request);
            return ScriptedProvider.Accept(request);
        };
    }

    [Fact]
    public async Task Only_what_failed_or_was_cancelled_is_submitted_again()
    {
        _provider.With<IJobSpecProvider>(new FakeSpecs(Spec));
        await using var client = Clients.Of(_provider, _clock);

        var result = await client.RestartAsync(Reference);

        Assert.Equal([1, 3, 4], result.Indexes);
        Assert.Equal(Reference, result.Job.RestartOf);
        var request = Assert.Single(_planned);
        Assert.Equal((Reference, 5), (request.RestartOf, request.Spec.Array!.Size));
        Assert.Equal([1, 3, 4], request.RestartIndexes!);
        Assert.Null(request.Spec.DependsOn);
    }

    [Fact]
    public async Task A_restart_of_a_restart_counts_as_the_first_array_did()
    {
        _job = _job with { RestartOf = new JobReference(ScriptedProvider.ProviderName, "0"), RestartIndexes = [10, 11, 12, 13, 14] };
        _provider.With<IJobSpecProvider>(new FakeSpecs(Spec));
        await using var client = Clients.Of(_provider, _clock);

        var result = await client.RestartAsync(Reference);

        Assert.Equal([11, 13, 14], result.Indexes);
        Assert.Equal([11, 13, 14], Assert.Single(_planned).RestartIndexes!);
    }

    [Fact]
    public async Task A_child_is_restarted_alone()
    {
        _job = ScriptedProvider.NewJob("1", JobState.Failed, 1) with { Reference = Reference.Child(4) };
        await using var client = Clients.Of(_provider, _clock);

        var result = await client.RestartAsync(Reference.Child(4), Spec);

        Assert.Equal([4], result.Indexes);
        Assert.Equal(Reference, Assert.Single(_planned).RestartOf);
    }

    [Theory]
    [InlineData(JobState.Running, "it is Running")]
    [InlineData(JobState.Succeeded, "it succeeded")]
    public async Task What_has_not_failed_cannot_be_restarted(JobState state, string why)
    {
        _job = ScriptedProvider.NewJob("1", state, 1);
        await using var client = Clients.Of(_provider, _clock);

        var error = await Assert.ThrowsAsync<BatchException>(() => client.RestartAsync(Reference, Spec));

        Assert.Equal(BatchErrorCode.Conflict, error.Code);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Empty(_planned);
    }

    [Fact]
    public async Task Without_the_spec_there_is_nothing_to_submit()
    {
        await using var client = Clients.Of(_provider, _clock);

        var error = await Assert.ThrowsAsync<BatchException>(() => client.RestartAsync(Reference));

        Assert.Equal(BatchErrorCode.Unsupported, error.Code);
        Assert.Contains("Give the spec", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_cannot_restart_says_why()
    {
        _provider.Features[BatchFeature.Restart] = new FeatureSupport(SupportLevel.Unsupported, "jobs of this service run once");
        await using var client = Clients.Of(_provider, _clock);

        var error = await Assert.ThrowsAsync<BatchException>(() => client.RestartAsync(Reference, Spec));

        Assert.Equal((BatchErrorCode.Unsupported, "jobs of this service run once"), (error.Code, error.Message));
    }

    private sealed class FakeSpecs(JobSpec spec) : IJobSpecProvider
    {
        public Task<JobSpec?> FindJobSpecAsync(JobReference reference, CancellationToken cancellationToken) => Task.FromResult<JobSpec?>(spec);
    }
}
