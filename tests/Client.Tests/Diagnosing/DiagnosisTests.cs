using MultiBatch.Client.Tests.Fakes;
using MultiBatch.Jobs;
using MultiBatch.Providers;
using MultiBatch.Queues;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Diagnosing;

/// <summary>What can be said of a job on a provider that says nothing itself.</summary>
public sealed class DiagnosisTests
{
    private static readonly JobReference Reference = new(ScriptedProvider.ProviderName, "1");

    private readonly ScriptedProvider _provider = new();

    public static TheoryData<Job, string?, bool> Table => new()
    {
        { Of(JobState.Queued), "QueueDisabled", true },
        { Of(JobState.Queued) with { Queue = "gone" }, "QueueMissing", true },
        { Of(JobState.Blocked) with { Reason = "waits for scripted:0" }, "WaitsForDependency", true },
        { Of(JobState.Blocked) with { IsHeld = true }, "Held", true },
        { Of(JobState.Failed) with { Cause = JobCause.OutOfMemory, ExitCode = 137 }, "OutOfMemory", true },
        { Of(JobState.Failed) with { ExitCode = 3 }, "Failed", false },
        { Of(JobState.Cancelled) with { Cause = JobCause.DependencyFailed }, "DependencyFailed", true },
        { Of(JobState.Running), null, false },
        { Of(JobState.Succeeded), null, false },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task The_first_finding_is_the_likeliest(Job job, string? code, bool isCertain)
    {
        _provider.OnGet = (_, _) => Task.FromResult<IReadOnlyList<Job?>>([job]);
        _provider.With<IQueueProvider>(new FakeQueues(new JobQueueSpec { Name = "main", Enabled = false }));
        await using var client = Clients.Of(_provider, new ManualTimeProvider());

        var likeliest = (await client.DiagnoseAsync(Reference)).Findings is [var first, ..] ? first : null;

        Assert.Equal(code, likeliest?.Code);
        Assert.Equal(isCertain, likeliest?.IsCertain ?? false);
    }

    [Fact]
    public async Task A_job_that_does_not_exist_is_not_found()
    {
        await using var client = Clients.Of(_provider, new ManualTimeProvider());

        Assert.Equal(BatchErrorCode.NotFound, (await Assert.ThrowsAsync<BatchException>(() => client.DiagnoseAsync(Reference))).Code);
    }

    private static Job Of(JobState state) => ScriptedProvider.NewJob("1", state) with { Queue = "main" };
}
