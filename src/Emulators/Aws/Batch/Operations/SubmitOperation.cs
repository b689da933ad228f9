using System.Globalization;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws.Batch.Model;
using MultiBatch.Emulators.Aws.Batch.Rules;
using MultiBatch.Emulators.Aws.Batch.Scheduling;
using MultiBatch.Emulators.Aws.Wire;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Aws.Batch.Operations;

/// <summary>Submits jobs.</summary>
internal sealed class SubmitOperation
{
    private readonly BatchContext _context;
    private readonly TermsReader _terms = new();

    public SubmitOperation(BatchContext context) => _context = context;

    public JsonObject Submit(JsonObject request, int size)
    {
        var name = request.RequiredText("jobName");
        BatchRules.Name("jobName", name);
        if (size > BatchRules.LargestSubmit)
        {
            throw AwsException.OfClient($"SubmitJob request exceeds the limit of {BatchRules.LargestSubmit} bytes.");
        }

        var queue = QueueOf(request);
        var reference = request.RequiredText("jobDefinition");
        var definition = _context.State.FindDefinition(reference, activeOnly: true) ?? throw AwsException.OfClient($"JobDefinition {reference} not found or is not ACTIVE.");
        CheckShare(request, queue);
        var count = request.Object("arrayProperties")?.Whole("size");
        BatchRules.Between("Array size", count, 2, BatchRules.LargestArray);
        var terms = _terms.Read(request, definition);
        var predecessors = PredecessorsOf(request, count);
        if (FindSame(request, queue) is { } same)
        {
            return Reply(same);
        }

        var job = new JobEntry
        {
            Id = Guid.NewGuid().ToString(),
            Name = name,
            Queue = queue,
            Terms = terms,
            Ordinal = _context.State.NextOrdinal++,
            CreatedAt = _context.Clock.Now,
        };
        if (count is { } children)
        {
            job.Children = new JobEntry[children];
            for (var index = 0; index < children; index++)
            {
                job.Children[index] = new JobEntry
                {
                    Id = job.Id + ":" + index.ToString(CultureInfo.InvariantCulture),
                    Name = name,
                    Queue = queue,
                    Terms = terms,
                    Ordinal = job.Ordinal,
                    CreatedAt = job.CreatedAt,
                    Parent = job,
                    Index = index,
                };
            }
        }

        _context.State.Jobs.Add(job.Id, job);
        queue.Jobs.Add(job);
        _context.Jobs.Accept(job);
        foreach (var doomed in Link(job, predecessors))
        {
            _context.Jobs.FailForDependency(doomed);
        }

        return Reply(job);
    }

    private QueueEntry QueueOf(JsonObject request)
    {
        var name = request.RequiredText("jobQueue");
        var queue = _context.State.FindQueue(name) ?? throw AwsException.OfClient($"JobQueue {name} not found.");
        return queue.State != ResourceStatus.Enabled ? throw AwsException.OfClient($"JobQueue {name} is not in the ENABLED state.")
            : queue.Status is ResourceStatus.Valid or ResourceStatus.Updating ? queue
            : throw AwsException.OfClient($"JobQueue {name} is not VALID.");
    }

    private static void CheckShare(JsonObject request, QueueEntry queue)
    {
        var share = request.Text("shareIdentifier");
        BatchRules.Between("schedulingPriorityOverride", request.Whole("schedulingPriorityOverride"), 0, 9999);
        if (queue.HasPolicy && share is null)
        {
            throw AwsException.OfClient("shareIdentifier must be specified for a job queue with a scheduling policy.");
        }

        if (!queue.HasPolicy && share is not null)
        {
            throw AwsException.OfClient("shareIdentifier must not be specified for a job queue without a scheduling policy.");
        }

        if (share is not null && (share.Length > 255 || !share.All(char.IsAsciiLetterOrDigit)))
        {
            throw AwsException.OfClient("shareIdentifier can have at most 255 letters and digits.");
        }
    }

    private List<(JobEntry? Job, string? Type)> PredecessorsOf(JsonObject request, long? count)
    {
        var items = request.Objects("dependsOn").ToList();
        if (items.Count > BatchRules.MostDependencies)
        {
            throw AwsException.OfClient($"A job can have at most {BatchRules.MostDependencies} dependencies.");
        }

        return items.ConvertAll(item =>
        {
            var (id, type) = (item.Text("jobId"), item.Text("type"));
            if (id is null)
            {
                return type == "SEQUENTIAL" && count is not null
                    ? ((JobEntry?)null, (string?)type)
                    : throw AwsException.OfClient("A dependency without jobId must be of type SEQUENTIAL, and of an array job.");
            }

            var job = _context.State.FindJob(id) ?? throw AwsException.OfClient($"Job {id} does not exist.");
            return type != "N_TO_N" || (job.Children?.Length == count && count is not null)
                ? (job, type)
                : throw AwsException.OfClient("An N_TO_N dependency needs two array jobs of the same size.");
        });
    }

    /// <summary>Ties a job to what it waits for; returns what can never run because a predecessor has failed already.</summary>
    private List<JobEntry> Link(JobEntry job, List<(JobEntry? Job, string? Type)> predecessors)
    {
        var doomed = new List<JobEntry>();
        foreach (var (predecessor, type) in predecessors)
        {
            if (predecessor is not null && type != "N_TO_N")
            {
                Link(job, predecessor);
                continue;
            }

            for (var index = predecessor is null ? 1 : 0; index < job.Children!.Length; index++)
            {
                Link(job.Children[index], predecessor is null ? job.Children[index - 1] : predecessor.Children![index]);
            }
        }

        return doomed;

        void Link(JobEntry waiting, JobEntry awaited)
        {
            if (!_context.Jobs.Link(waiting, awaited))
            {
                doomed.Add(waiting);
            }
        }
    }

    /// <summary>Without the quirk, the service that one would wish for: the same name with the same tags is the same job.</summary>
    private JobEntry? FindSame(JsonObject request, QueueEntry queue)
    {
        var tags = request.Pairs("tags");
        return _context.Quirks.IsOn(AwsQuirks.NoSubmitToken) || tags.Count == 0 ? null : queue.Jobs.Find(job =>
            job.Name == request.Text("jobName") && job.Terms.Tags.Count == tags.Count && tags.All(tag => job.Terms.Tags.GetValueOrDefault(tag.Key) == tag.Value));
    }

    private JsonObject Reply(JobEntry job) => new() { ["jobArn"] = _context.State.ArnOf("job", job.Id), ["jobName"] = job.Name, ["jobId"] = job.Id };
}
