using MultiBatch.Client.Tests.Fakes;
using MultiBatch.Jobs;
using MultiBatch.Providers;
using MultiBatch.Submissions;
using MultiBatch.Submitting;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Submitting;

/// <summary>
/// A submit is lost and not seen for the settle time; it is sent again, and then the first job turns up. The service: what was submitted, of which
/// look-ups and lists show what they are allowed to.
/// </summary>
public sealed class LateDuplicateTests
{
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(60);

    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedProvider _provider = new() { Rates = new() { SettleTime = SettleTime, MinPollInterval = TimeSpan.FromSeconds(2), MaxPollInterval = TimeSpan.FromSeconds(30) } };
    private readonly Dictionary<string, Job> _jobs = [];
    private bool _isFirstSeen;

    public LateDuplicateTests()
    {
        var sends = 0;
        _provider.OnSubmit = (submissions, _) =>
        {
            var key = submissions[0].Key;
            var job = ScriptedProvider.JobOf(key) with { Reference = new JobReference(ScriptedProvider.ProviderName, sends == 0 ? "first" : "second"), State = JobState.Queued, SubmittedAt = _clock.GetUtcNow() };
            _jobs.Add(job.Reference.Id, job);
            return Task.FromResult<IReadOnlyList<SubmitResult>>([sends++ == 0
                ? SubmitResult.Failed(key.Id, new BatchException(BatchErrorCode.Unavailable, "reset") { Effect = BatchEffect.Unknown, IsTransient = true })
                : SubmitResult.Succeeded(key.Id, job)]);
        };
        _provider.OnFind = (key, _) =>
        {
            var seen = Seen().Where(job => job.SubmissionId == key.Id.ToString()).ToList();
            return Task.FromResult(seen.Count == 0
                ? new SubmissionLookup { Status = _jobs.Count > 0 && _clock.GetUtcNow() - _jobs["first"].SubmittedAt >= SettleTime ? SubmissionStatus.Absent : SubmissionStatus.Inconclusive }
                : new SubmissionLookup { Status = SubmissionStatus.Found, Job = seen[0], Duplicates = seen.Skip(1).ToList() });
        };
        _provider.OnGet = (references, _) => Task.FromResult<IReadOnlyList<Job?>>(references.Select(reference => _jobs.GetValueOrDefault(reference.Id)).ToList());
        _provider.OnList = (_, _) => new Page<Job>(Seen().Reverse().ToList(), null);
        _provider.OnStop = references =>
        {
            foreach (var reference in references)
            {
                _jobs[reference.Id] = _jobs[reference.Id] with { State = JobState.Cancelled, Cause = JobCause.Stopped };
            }

            return new BatchException?[references.Count];
        };
    }

    [Fact]
    public async Task Whoever_looks_at_the_job_stops_its_twin_and_sees_the_one_that_goes_on()
    {
        await using var client = Clients.Of(_provider, _clock);
        var job = await SubmitAsync(client);
        Assert.Equal("second", job.Reference.Id);
        Assert.Equal("second", (await client.GetJobAsync(job.Reference)).Reference.Id);

        _isFirstSeen = true;
        _clock.Advance(SettleTime);
        var seen = await client.GetJobAsync(job.Reference);

        Assert.Equal(("first", JobState.Queued), (seen.Reference.Id, seen.State));
        Assert.Equal((JobState.Queued, JobState.Cancelled), (_jobs["first"].State, _jobs["second"].State));

        await client.StopAsync(job.Reference);
        Assert.Equal(JobState.Cancelled, _jobs["first"].State);
    }

    [Fact]
    public async Task Whoever_waits_for_the_job_sees_the_end_of_the_one_that_goes_on()
    {
        await using var client = Clients.Of(_provider, _clock);
        var job = await SubmitAsync(client);
        var stop = _provider.OnStop;
        _provider.OnStop = references =>
        {
            _jobs["first"] = _jobs["first"] with { State = JobState.Succeeded };
            return stop(references);
        };
        _isFirstSeen = true;

        var ended = await _clock.DriveAsync(client.WaitAsync(job.Reference));

        Assert.Equal(("first", JobState.Succeeded), (ended.Reference.Id, ended.State));
    }

    [Fact]
    public async Task A_list_that_shows_two_jobs_of_a_submit_stops_the_later_one_whoever_lists()
    {
        await using (var client = Clients.Of(_provider, _clock))
        {
            await SubmitAsync(client);
        }

        _isFirstSeen = true;
        await using var other = Clients.Of(_provider, _clock);
        for (var list = 0; list < 2; list++)
        {
            await foreach (var _ in other.ListJobsAsync())
            {
            }
        }

        Assert.Equal((JobState.Queued, JobState.Cancelled), (_jobs["first"].State, _jobs["second"].State));
        Assert.Equal(1, _provider.Count("stop"));
    }

    [Fact]
    public async Task It_is_looked_for_ever_more_seldom_and_not_for_ever()
    {
        await using var client = Clients.Of(_provider, _clock);
        var job = await SubmitAsync(client);
        var before = _provider.Count("find");
        var looks = new List<int>();
        for (var minute = 1; minute <= 200; minute++)
        {
            _clock.Advance(SettleTime);
            await client.GetJobAsync(job.Reference);
            if (_provider.Count("find") > before + looks.Count)
            {
                looks.Add(minute);
            }
        }

        Assert.Equal([1, 3, 7, 15, 31, 63], looks);
    }

    [Fact]
    public async Task A_look_that_fails_spoils_nothing_and_is_made_again()
    {
        await using var client = Clients.Of(_provider, _clock);
        var job = await SubmitAsync(client);
        var find = _provider.OnFind;
        _provider.OnFind = (_, _) => Task.FromException<SubmissionLookup>(new BatchException(BatchErrorCode.PermissionDenied, "no"));
        _isFirstSeen = true;
        _clock.Advance(SettleTime);

        Assert.Equal("second", (await client.GetJobAsync(job.Reference)).Reference.Id);
        _provider.OnFind = find;

        Assert.Equal("first", (await client.GetJobAsync(job.Reference)).Reference.Id);
    }

    [Fact]
    public async Task A_submit_that_was_sent_once_is_not_looked_for()
    {
        _provider.OnSubmit = (submissions, _) => Task.FromResult<IReadOnlyList<SubmitResult>>(submissions.Select(ScriptedProvider.Accepted).ToList());
        await using var client = Clients.Of(_provider, _clock);
        var job = await client.SubmitAsync(Clients.Spec);

        _clock.Advance(SettleTime * 4);
        await client.FindJobAsync(job.Reference);

        Assert.Equal(0, _provider.Count("find"));
    }

    private IEnumerable<Job> Seen() => _jobs.Values.Where(job => _isFirstSeen || job.Reference.Id != "first").OrderBy(job => job.SubmittedAt).ToList();

    private async Task<Job> SubmitAsync(BatchClient client) => await _clock.DriveAsync(client.SubmitAsync(Clients.Spec));
}
