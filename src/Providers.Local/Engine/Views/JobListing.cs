using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Commands;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Views;

/// <summary>Gives pages of jobs and of children. Belongs to the loop.</summary>
internal sealed class JobListing
{
    private const int LargestPage = 1000;

    // A filter that hardly anything meets must not hold up the loop; the page is then short and the next one goes on.
    private const int MostLookedAt = 50_000;

    // To look into a packed job takes that much longer than to look at it.
    private const int UnpackingCosts = 10;

    private readonly EngineState _state;
    private readonly JobView _view;

    public JobListing(EngineState state, JobView view)
    {
        _state = state;
        _view = view;
    }

    public ListJobsReply List(ListJobsRequest request)
    {
        var size = Math.Min(Math.Max(request.Query.PageSize ?? LargestPage, 1), LargestPage);
        return request.Query.ChildrenOf is { } parent
            ? ListChildren(request, parent, size)
            : ListJobs(request, size);
    }

    private static long? ReadToken(string? token) =>
        token is null ? null
        : long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw EngineErrors.New(BatchErrorCode.InvalidSpec, $"'{token}' is no continuation token of this engine.", null);

    private static string WriteToken(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The token is the number of the oldest job that was looked at.</summary>
    private ListJobsReply ListJobs(ListJobsRequest request, int size)
    {
        var jobs = new List<Job>();
        var table = _state.Jobs;
        var place = ReadToken(request.ContinuationToken) is { } number ? table.PlaceBefore(number) : table.Count;
        for (var looked = 0; place > 0; looked++)
        {
            if (jobs.Count == size || looked >= MostLookedAt)
            {
                return new ListJobsReply { Jobs = jobs, ContinuationToken = WriteToken(table.NumberAt(place)) };
            }

            // The cheap conditions first, so that a job is shown only when it is likely to be asked for.
            if (!table.MayMatch(--place, request.Query))
            {
                continue;
            }

            looked += table.IsPackedAt(place) ? UnpackingCosts : 0;
            var shown = _view.Show(table.PeekAt(place));
            if (request.Query.Matches(shown))
            {
                jobs.Add(shown);
            }
        }

        return new ListJobsReply { Jobs = jobs };
    }

    /// <summary>The token is the next index.</summary>
    private ListJobsReply ListChildren(ListJobsRequest request, JobReference parent, int size)
    {
        var job = JobLookup.Get(_state, parent.Parent).Job;
        if (!job.IsArray)
        {
            return new ListJobsReply { Jobs = [] };
        }

        var jobs = new List<Job>();
        for (var index = (int)(ReadToken(request.ContinuationToken) ?? 0); index < job.Tasks.Length; index++)
        {
            if (jobs.Count == size)
            {
                return new ListJobsReply { Jobs = jobs, ContinuationToken = WriteToken(index) };
            }

            if (request.Query.States is not { Count: > 0 } states || states.Contains(job.Tasks[index].State))
            {
                var child = _view.ShowChild(job, index);
                if (request.Query.Matches(child))
                {
                    jobs.Add(child);
                }
            }
        }

        return new ListJobsReply { Jobs = jobs };
    }
}
