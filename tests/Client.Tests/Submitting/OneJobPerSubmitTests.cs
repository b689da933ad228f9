using MultiBatch.Client.Tests.Fakes;
using MultiBatch.Jobs;
using MultiBatch.Resilience;
using MultiBatch.Submissions;
using MultiBatch.Submitting;
using MultiBatch.TestSupport.InMemory;

namespace MultiBatch.Client.Tests.Submitting;

/// <summary>
/// Whatever goes wrong on the way, one logical submit is one job. Faults are drawn from a seed that is part of the test's name.
/// </summary>
public sealed class OneJobPerSubmitTests
{
    private const int Jobs = 40;

    public static TheoryData<int, RepeatedSubmit> Exact
    {
        get
        {
            var data = new TheoryData<int, RepeatedSubmit>();
            for (var seed = 1; seed <= 10; seed++)
            {
                data.Add(seed, seed % 2 == 0 ? RepeatedSubmit.SameJob : RepeatedSubmit.AlreadyExists);
            }

            data.Add(Random.Shared.Next(1_000, int.MaxValue), RepeatedSubmit.SameJob);
            data.Add(Random.Shared.Next(1_000, int.MaxValue), RepeatedSubmit.AlreadyExists);
            return data;
        }
    }

    public static TheoryData<int> Late
    {
        get
        {
            var data = new TheoryData<int>();
            for (var seed = 1; seed <= 2; seed++)
            {
                data.Add(seed);
            }

            data.Add(Random.Shared.Next(1_000, int.MaxValue));
            return data;
        }
    }

    /// <summary>Look-ups are exact: a submit that ends well is one job, one that ends with an error is none, unless it says that it does not know.</summary>
    [Theory]
    [MemberData(nameof(Exact))]
    public async Task Where_look_ups_are_exact_each_submit_is_exactly_one_job(int seed, RepeatedSubmit repeated)
    {
        await using var simulated = new Simulated(new InMemoryOptions { RepeatedSubmit = repeated }, Hasty);
        var faults = new FaultSchedule(new Random(seed), simulated.Service, simulated.Clock, mayBreakLookUps: false);

        var outcomes = await simulated.Client.SubmitManyAsync(Specs()).ToListAsync();
        faults.Stop();

        foreach (var outcome in outcomes)
        {
            var jobs = await FindAsync(simulated.Client, outcome);
            Assert.True(
                jobs.Count == (outcome.IsSuccess ? 1 : 0) && outcome.Error?.Code != BatchErrorCode.SubmissionUnknown,
                $"seed {seed}: {outcome.Error?.Message ?? "submitted"}, {jobs.Count} jobs");
        }

        Assert.NotEqual(0, faults.Count);
    }

    /// <summary>Look-ups may fail too: what ends as unknown is settled by the same id, to exactly one job.</summary>
    [Theory]
    [MemberData(nameof(Exact))]
    public async Task What_is_unknown_is_settled_by_submitting_again(int seed, RepeatedSubmit repeated)
    {
        await using var simulated = new Simulated(new InMemoryOptions { RepeatedSubmit = repeated }, Hasty);
        var faults = new FaultSchedule(new Random(seed), simulated.Service, simulated.Clock, mayBreakLookUps: true);
        var options = new SubmitOptions { SubmissionId = SubmissionId.FromText($"seed {seed}") };

        await simulated.Client.SubmitManyAsync(Specs(), options).ToListAsync();
        faults.Stop();
        var again = await simulated.Client.SubmitManyAsync(Specs(), options).ToListAsync();

        await OneJobEachAsync(simulated.Client, again, seed);
    }

    /// <summary>
    /// A service without tokens whose look-ups lag, with requests that arrive long after their caller gave up: nothing is lost, and once the
    /// dust has settled at most one job goes on.
    /// </summary>
    [Theory]
    [MemberData(nameof(Late))]
    public async Task Where_look_ups_lag_nothing_is_lost_and_one_job_survives(int seed)
    {
        await using var simulated = new Simulated(
            new InMemoryOptions { RepeatedSubmit = RepeatedSubmit.SecondJob, StopGrace = TimeSpan.Zero, LookupDelay = TimeSpan.FromSeconds(2) }, Hasty);
        var faults = new FaultSchedule(new Random(seed), simulated.Service, simulated.Clock, mayBreakLookUps: true) { LatestArrival = TimeSpan.FromSeconds(9) };
        var options = new SubmitOptions { SubmissionId = SubmissionId.FromText($"seed {seed}") };

        var first = await simulated.Client.SubmitManyAsync(Specs(), options).ToListAsync();
        var second = await simulated.Client.SubmitManyAsync(Specs(), options).ToListAsync();
        faults.Stop();
        await faults.AllArrivedAsync();
        await Task.Delay(TimeSpan.FromSeconds(3), simulated.Clock);
        var last = await simulated.Client.SubmitManyAsync(Specs(), options).ToListAsync();
        await Task.Delay(TimeSpan.FromSeconds(1), simulated.Clock);

        // What was submitted in the first round goes on; what arrived late was stopped and reported, in this round or the one before.
        await OneJobEachAsync(simulated.Client, last, seed);
        var survivors = last.ToDictionary(outcome => outcome.SubmissionId, outcome => outcome.Job!.Reference);
        Assert.All(first.Where(outcome => outcome.IsSuccess), outcome => Assert.Equal(outcome.Job!.Reference, survivors[outcome.SubmissionId]));
        var stopped = await simulated.Client.ListJobsAsync(new JobQuery { States = [JobState.Cancelled] }).Select(job => job.Reference).ToListAsync();
        Assert.Equal(
            stopped.Select(reference => reference.Id).Order(),
            second.Concat(last).SelectMany(outcome => outcome.DuplicatesStopped).Select(job => job.Reference.Id).Distinct().Order());
    }

    private static async Task OneJobEachAsync(BatchClient client, List<SubmitOutcome> outcomes, int seed)
    {
        foreach (var outcome in outcomes)
        {
            var jobs = await FindAsync(client, outcome);
            Assert.True(outcome.IsSuccess && jobs.Count == 1, $"seed {seed}: {outcome.Error?.Message ?? "submitted"}, {jobs.Count} jobs");
            Assert.Equal(outcome.Job!.Reference, jobs[0].Reference);
        }
    }

    /// <summary>The jobs of a submit that were not stopped, as an outside witness finds them: by listing.</summary>
    private static async Task<List<Job>> FindAsync(BatchClient client, SubmitOutcome outcome) =>
        await client.ListJobsAsync().Where(job => job.SubmissionId == outcome.SubmissionId.ToString() && job.State != JobState.Cancelled).ToListAsync();

    private static IEnumerable<JobSpec> Specs() =>
        Enumerable.Range(0, Jobs).Select(number => new JobSpec
        {
            Name = $"job-{number}", Command = ["wait", "never"], Array = number % 4 == 3 ? new ArraySpec { Size = 5 } : null,
        });

    // Short waits, as every step of simulated time costs real time; and so many tries that none of the faults lasts longer.
    private static BatchClientOptions Hasty(BatchClientOptions options) => options with
    {
        MaxConcurrentCalls = 4,
        Retry = new RetryOptions
        {
            MaxAttempts = 40, BaseDelay = TimeSpan.FromMilliseconds(100), MaxDelay = TimeSpan.FromMilliseconds(400), CallTimeout = TimeSpan.FromSeconds(1),
        },
    };
}
