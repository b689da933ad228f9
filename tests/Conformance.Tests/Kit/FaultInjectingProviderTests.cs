using MultiBatch.Conformance.Faults;
using MultiBatch.Conformance.Tests.InMemory;
using MultiBatch.Jobs;
using MultiBatch.Submissions;
using MultiBatch.TestSupport.InMemory;

namespace MultiBatch.Conformance.Tests.Kit;

public sealed class FaultInjectingProviderTests
{
    private readonly InMemoryBench _bench = new();
    private readonly FaultInjectingProvider _provider;

    public FaultInjectingProviderTests() => _provider = new FaultInjectingProvider(new InMemoryBatchProvider(_bench.Service));

    [Theory]
    [InlineData(FaultKind.RequestLost, 0, BatchEffect.Unknown)]
    [InlineData(FaultKind.ReplyLost, 1, BatchEffect.Unknown)]
    [InlineData(FaultKind.Throttled, 0, BatchEffect.None)]
    [InlineData(FaultKind.Unavailable, 0, BatchEffect.None)]
    [InlineData(FaultKind.Denied, 0, BatchEffect.None)]
    public async Task A_fault_says_truly_what_was_done_and_happens_once(FaultKind kind, int jobs, BatchEffect effect)
    {
        _provider.Fail(ProviderOperation.Submit, kind);

        var error = await Assert.ThrowsAsync<BatchException>(() => SubmitAsync(1));
        Assert.Equal(effect, error.Effect);
        Assert.Equal(jobs, (await _bench.ListAsync(new JobQuery())).Count);

        Assert.Null(Assert.Single(await SubmitAsync(1)).Error);
        Assert.Equal(2, _provider.CountCalls(ProviderOperation.Submit));
    }

    [Fact]
    public async Task One_item_is_refused_and_the_others_are_not()
    {
        _provider.Fail(ProviderOperation.Submit, FaultKind.FirstItemThrottled);

        var results = await SubmitAsync(3);

        Assert.Equal([BatchErrorCode.Throttled, null, null], results.Select(result => result.Error?.Code));
        Assert.Equal(2, (await _bench.ListAsync(new JobQuery())).Count);
    }

    private async Task<IReadOnlyList<SubmitResult>> SubmitAsync(int count)
    {
        var submissions = new List<ProviderSubmission>();
        for (var number = 0; number < count; number++)
        {
            var plan = await _bench.PlanAsync(new JobSpec { Command = ["true"] });
            submissions.Add(new ProviderSubmission { Plan = plan, Key = InMemoryBench.KeyOf(plan) });
        }

        return await _provider.SubmitAsync(submissions, CancellationToken.None);
    }
}
