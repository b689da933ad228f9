using System.Globalization;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws.Batch.Model;
using MultiBatch.Emulators.Aws.Wire;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Aws.Batch.Operations;

/// <summary>Lists the jobs of a queue, newest first, or the children of an array.</summary>
internal sealed class ListOperation
{
    private const int LargestPage = 1000;
    private const int LargestFilteredPage = 100;

    private readonly BatchContext _context;

    public ListOperation(BatchContext context) => _context = context;

    public JsonObject List(JsonObject request, TimeSpan? stale)
    {
        var (queue, array) = (request.Text("jobQueue"), request.Text("arrayJobId"));
        if (request.Text("multiNodeJobId") is not null || queue is null == array is null)
        {
            throw AwsException.OfClient("Exactly one of jobQueue and arrayJobId must be specified; the emulator has no multi-node jobs.");
        }

        var filter = FilterOf(request);
        var status = StatusOf(request);
        var most = filter is null ? LargestPage : LargestFilteredPage;
        var size = request.Whole("maxResults") ?? most;
        if (size < 1 || size > most)
        {
            throw AwsException.OfClient($"maxResults must be between 1 and {most}.");
        }

        var lag = _context.Quirks.IsOn(AwsQuirks.StaleLists) ? _context.Clock.Scale(_context.Options.Delays.ListLag) : TimeSpan.Zero;
        var moment = _context.Clock.Now - (stale ?? lag);
        var after = PageToken.Read(request);
        var page = new JsonArray();
        var last = 0L;
        var reply = new JsonObject();
        foreach (var (job, key) in array is null ? JobsOf(queue!, after) : ChildrenOf(array, after))
        {
            if (job.StatusAt(moment) is not { } seen || (status is { } only && seen != only) || filter?.Invoke(job) == false)
            {
                continue;
            }

            if (page.Count == size)
            {
                reply["nextToken"] = PageToken.Write(request, last);
                break;
            }

            page.Add(JobText.Summary(_context.State, job, seen));
            last = key;
        }

        reply["jobSummaryList"] = page;
        return reply;
    }

    /// <summary>Jobs with the key a next page goes on after.</summary>
    private IEnumerable<(JobEntry Job, long Key)> JobsOf(string name, long? after)
    {
        var queue = _context.State.FindQueue(name) ?? throw AwsException.OfClient($"JobQueue {name} not found.");
        var withChildren = !_context.Quirks.IsOn(AwsQuirks.ListExcludesChildren);
        for (var place = queue.Jobs.Count - 1; place >= 0; place--)
        {
            var job = queue.Jobs[place];
            if (after is null || job.Ordinal < after)
            {
                yield return (job, job.Ordinal);
                foreach (var child in withChildren && job.Children is { } children ? children : [])
                {
                    yield return (child, job.Ordinal);
                }
            }
        }
    }

    private IEnumerable<(JobEntry Job, long Key)> ChildrenOf(string id, long? after)
    {
        if (_context.State.FindJob(id)?.Children is not { } children)
        {
            throw AwsException.OfClient($"Array job {id} does not exist.");
        }

        var isForward = _context.Quirks.IsOn(AwsQuirks.ChildrenByIndex);
        for (var step = after + 1 ?? 0; step < children.Length; step++)
        {
            yield return (children[isForward ? step : children.Length - 1 - step], step);
        }
    }

    private JobStatus? StatusOf(JsonObject request)
    {
        var name = request.Objects("filters").FirstOrDefault()?.Text("name");
        return name is not null && name != "SHARE_IDENTIFIER" && _context.Quirks.IsOn(AwsQuirks.FilterIgnoresStatus) ? null
            : request.Text("jobStatus") is { } word ? JobStatuses.Parse(word)
            : _context.Quirks.IsOn(AwsQuirks.ListDefaultRunning) ? JobStatus.Running
            : null;
    }

    private Func<JobEntry, bool>? FilterOf(JsonObject request)
    {
        var filters = request.Objects("filters").ToList();
        if (filters.Count == 0)
        {
            return null;
        }

        if (filters.Count > 1 && _context.Quirks.IsOn(AwsQuirks.OneFilter))
        {
            throw AwsException.OfClient("Only one filter can be used at a time.");
        }

        if (request.Text("jobQueue") is null)
        {
            throw AwsException.OfClient("filters can only be used with jobQueue.");
        }

        var all = filters.ConvertAll(Condition);
        return job => all.TrueForAll(filter => filter(job));
    }

    private Func<JobEntry, bool> Condition(JsonObject filter)
    {
        var values = filter.Texts("values");
        if (values.Count == 0)
        {
            throw AwsException.OfClient("A filter needs values.");
        }

        return filter.Text("name") switch
        {
            "JOB_NAME" => job => values.Any(value => MatchesName(value, job.Name)),
            "JOB_DEFINITION" => job => values.Any(value => FaultRule.Matches(value, job.Terms.Definition.Arn)
                || FaultRule.Matches(value, $"{job.Terms.Definition.Name}:{job.Terms.Definition.Revision.ToString(CultureInfo.InvariantCulture)}")
                || FaultRule.Matches(value, job.Terms.Definition.Name)),
            "BEFORE_CREATED_AT" when Time(values[0]) is var time => job => job.CreatedAt.ToUnixTimeMilliseconds() < time,
            "AFTER_CREATED_AT" when Time(values[0]) is var time => job => job.CreatedAt.ToUnixTimeMilliseconds() > time,
            "SHARE_IDENTIFIER" => job => job.Terms.Share is { } share && values.Contains(share),
            var name => throw AwsException.OfClient($"Invalid filter name: {name}"),
        };
    }

    private bool MatchesName(string pattern, string name) => _context.Quirks.IsOn(AwsQuirks.NameFilterIgnoresCase)
        ? FaultRule.Matches(pattern, name)
        : pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern;

    private static long Time(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var time) ? time : throw AwsException.OfClient($"A time is a number of milliseconds: {text}");
}
