using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Submitting;

namespace MultiBatch.Conformance.Listing;

/// <summary>Lists of many jobs come page by page; no job is lost between pages and none is there twice.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class PagingConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>Of thousands of jobs each is listed once, newest first.</summary>
    [SkippableFact]
    public virtual async Task Of_thousands_each_is_listed_once()
    {
        var name = Unique("many");
        var submitted = await SubmitManyAsync(name, Harness.ManyJobs);
        IReadOnlyList<Job> listed = [];
        await EventuallyAsync(
            async () => (listed = await ListAsync(new JobQuery { Name = name + "-*" })).Count >= submitted.Count, () => $"{submitted.Count} jobs; there are {listed.Count}");

        AssertSame(submitted, listed);
        var times = listed.Select(job => job.SubmittedAt).ToList();
        Assert.Equal(times.OrderByDescending(time => time), times);
        Assert.All(await EndsOfAsync(listed), job => Assert.Equal(JobState.Succeeded, job.State));
    }

    /// <summary>Pages are no larger than asked for, and make the whole together.</summary>
    [SkippableFact]
    public virtual async Task Pages_are_no_larger_than_asked_for()
    {
        var name = Unique("paged");
        var submitted = await SubmitManyAsync(name, 23);

        var pages = new List<Page<Job>>();
        await EventuallyAsync(
            async () =>
            {
                pages.Clear();
                await foreach (var page in Client.ListJobPagesAsync(new JobQuery { Name = name + "-*", PageSize = 5 }, null, Cancellation))
                {
                    pages.Add(page);
                }

                return pages.Sum(page => page.Items.Count) >= submitted.Count;
            },
            () => "all pages");

        Assert.All(pages, page => Assert.True(page.Items.Count <= 5, $"A page of {page.Items.Count}."));
        AssertSame(submitted, pages.SelectMany(page => page.Items));
        Assert.Null(pages[^1].ContinuationToken);
        Assert.All(pages.Take(pages.Count - 1), page => Assert.NotNull(page.ContinuationToken));
    }

    /// <summary>A token goes on where its page ended, also in another client.</summary>
    [SkippableFact]
    public virtual async Task A_token_goes_on_in_another_client()
    {
        var name = Unique("paged");
        var submitted = await SubmitManyAsync(name, 12);
        await EventuallyAsync(async () => (await ListAsync(new JobQuery { Name = name + "-*" })).Count == 12, () => "all jobs");
        var query = new JobQuery { Name = name + "-*", PageSize = 4 };

        Page<Job>? first = null;
        await foreach (var page in Client.ListJobPagesAsync(query, null, Cancellation))
        {
            first = page;
            break;
        }

        var rest = new List<Job>();
        await foreach (var page in Connect().ListJobPagesAsync(query, first!.ContinuationToken, Cancellation))
        {
            rest.AddRange(page.Items);
        }

        AssertSame(submitted, first.Items.Concat(rest));
    }

    /// <summary>Jobs that are submitted while a list is read do not push others out of it, or into it twice.</summary>
    [SkippableFact]
    public virtual async Task New_jobs_do_not_disturb_a_list_that_is_read()
    {
        var name = Unique("paged");
        var submitted = await SubmitManyAsync(name, 12);
        await EventuallyAsync(async () => (await ListAsync(new JobQuery { Name = name + "-*" })).Count == 12, () => "all jobs");

        var listed = new List<Job>();
        await foreach (var page in Client.ListJobPagesAsync(new JobQuery { Name = name + "-*", PageSize = 3 }, null, Cancellation))
        {
            listed.AddRange(page.Items);
            await SubmitAsync(Run(Tasks.Exit(0)) with { Name = Unique(name + "-new") });
        }

        var old = listed.Where(job => submitted.Contains(job.Reference)).ToList();
        AssertSame(submitted, old);
        Assert.Equal(listed.Count, listed.Select(job => job.Reference).Distinct().Count());
    }

    /// <summary>Children come page by page too, by index.</summary>
    [SkippableFact]
    public virtual async Task Children_come_by_index()
    {
        Requires(BatchFeature.Arrays);
        var array = await SucceedAsync(Run(Tasks.Exit(0)) with { Array = new ArraySpec { Size = 25 } });

        var children = await ChildrenAsync(array, new JobQuery { PageSize = 4 });

        Assert.Equal(Enumerable.Range(0, 25), children.Select(child => child.Index ?? -1));
    }

    /// <summary>A list that nothing matches is empty.</summary>
    [SkippableFact]
    public virtual async Task A_list_that_nothing_matches_is_empty() => Assert.Empty(await ListAsync(new JobQuery { Name = Unique("nobody") }));

    private static void AssertSame(IEnumerable<JobReference> expected, IEnumerable<Job> actual) => Assert.Equal(
        expected.Select(reference => reference.ToString()).OrderBy(text => text, StringComparer.Ordinal),
        actual.Select(job => job.Reference.ToString()).OrderBy(text => text, StringComparer.Ordinal));

    private async Task<IReadOnlyList<JobReference>> SubmitManyAsync(string name, int count)
    {
        var specs = Enumerable.Range(0, count).Select(number => Complete(Run(Tasks.Exit(0)) with { Name = $"{name}-{number}" }));
        var submitted = new List<JobReference>();
        await foreach (var outcome in Client.SubmitManyAsync(specs, new SubmitOptions(), Cancellation))
        {
            Assert.Null(outcome.Error);
            submitted.Add(outcome.Job!.Reference);
        }

        return submitted;
    }
}
