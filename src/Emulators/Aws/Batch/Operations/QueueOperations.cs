using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws.Batch.Model;
using MultiBatch.Emulators.Aws.Batch.Rules;
using MultiBatch.Emulators.Aws.Wire;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Aws.Batch.Operations;

/// <summary>Job queues.</summary>
internal sealed class QueueOperations
{
    private const int LargestPage = 100;
    private const int FrontOfQueue = 100;

    private readonly BatchContext _context;

    public QueueOperations(BatchContext context) => _context = context;

    public JsonObject Create(JsonObject request)
    {
        var state = _context.State;
        var name = request.RequiredText("jobQueueName");
        BatchRules.Name("jobQueueName", name);
        Check(request);
        var environments = EnvironmentsOf(request) ?? throw AwsException.OfClient("computeEnvironmentOrder must not be empty.");
        if (state.Queues.ContainsKey(name))
        {
            throw _context.AlreadyExists();
        }

        if (state.Queues.Count >= BatchRules.MostQueues)
        {
            throw AwsException.OfClient($"Job queue limit exceeded: {BatchRules.MostQueues}");
        }

        var queue = new QueueEntry
        {
            Name = name,
            Arn = state.ArnOf("job-queue", name),
            Tags = BatchRules.Tags(request),
            State = request.Text("state") ?? ResourceStatus.Enabled,
            Priority = (int)request.Whole("priority")!.Value,
            PolicyArn = PolicyOf(request),
            TimeLimits = (JsonArray?)request["jobStateTimeLimitActions"].Copy(),
            Environments = environments,
        };
        state.Queues.Add(name, queue);
        Settle(queue);
        return Reply(queue);
    }

    public JsonObject Update(JsonObject request)
    {
        var queue = Get(request);
        Check(request);
        if (queue.Status is ResourceStatus.Creating or ResourceStatus.Updating or ResourceStatus.Deleting)
        {
            throw AwsException.OfClient("Cannot update, resource is being modified.");
        }

        var policy = PolicyOf(request);
        if (policy is not null && !queue.HasPolicy)
        {
            throw AwsException.OfClient("A scheduling policy cannot be added to a FIFO job queue.");
        }

        queue.Environments = EnvironmentsOf(request) ?? queue.Environments;
        queue.Priority = (int)(request.Whole("priority") ?? queue.Priority);
        queue.PolicyArn = policy ?? queue.PolicyArn;
        queue.State = request.Text("state") ?? queue.State;
        queue.TimeLimits = (JsonArray?)request["jobStateTimeLimitActions"].Copy() ?? queue.TimeLimits;
        queue.Status = ResourceStatus.Updating;
        queue.Blocked = null;
        Settle(queue);
        return Reply(queue);
    }

    public JsonObject Delete(JsonObject request)
    {
        var queue = Get(request);
        if (queue.State == ResourceStatus.Enabled && _context.Quirks.IsOn(AwsQuirks.DisableBeforeDelete))
        {
            throw AwsException.OfClient("Cannot delete, state must be DISABLED");
        }

        if (queue.Status is ResourceStatus.Creating or ResourceStatus.Updating)
        {
            throw AwsException.OfClient("Cannot delete, resource is being modified.");
        }

        // Jobs of a queue that is deleted end with it.
        queue.Status = ResourceStatus.Deleting;
        foreach (var job in queue.Jobs.ToList())
        {
            _context.Jobs.Terminate(job, "Job queue deleted");
        }

        _context.Agenda.After(_context.Clock.Scale(_context.Options.Delays.Resources), () => _context.State.Queues.Remove(queue.Name));
        return [];
    }

    public JsonObject Describe(JsonObject request)
    {
        var names = request.Texts("jobQueues");
        var all = names.Count > 0 ? names.Select(_context.State.FindQueue).OfType<QueueEntry>().Distinct().ToList() : _context.State.Queues.Values.ToList();
        var (page, next) = PageToken.Cut(request, all, LargestPage);
        var reply = new JsonObject { ["jobQueues"] = new JsonArray([.. page.Select(queue => (JsonNode)Show(queue))]) };
        reply.Put("nextToken", next);
        return reply;
    }

    public JsonObject Snapshot(JsonObject request)
    {
        var queue = Get(request);
        var now = _context.Clock.Now.ToUnixTimeMilliseconds();
        return new JsonObject
        {
            ["frontOfQueue"] = new JsonObject
            {
                ["jobs"] = new JsonArray([.. queue.Ready.Take(FrontOfQueue).Select(job => (JsonNode)new JsonObject
                {
                    ["jobArn"] = _context.State.ArnOf("job", job.Id),
                    ["earliestTimeAtPosition"] = job.RunnableSince.ToUnixTimeMilliseconds(),
                })]),
                ["lastUpdatedAt"] = now,
            },
            ["queueUtilization"] = new JsonObject
            {
                ["totalCapacityUsage"] = new JsonArray(new JsonObject { ["capacityUnit"] = "VCPU", ["quantity"] = queue.UsedByShare.Values.Sum() }),
                ["lastUpdatedAt"] = now,
            },
        };
    }

    private static JsonObject Show(QueueEntry queue)
    {
        var item = new JsonObject
        {
            ["jobQueueName"] = queue.Name,
            ["jobQueueArn"] = queue.Arn,
            ["state"] = queue.State,
            ["status"] = queue.Status,
            ["statusReason"] = queue.StatusReason,
            ["priority"] = queue.Priority,
            ["computeEnvironmentOrder"] = new JsonArray([.. queue.Environments.Select((environment, place) =>
                (JsonNode)new JsonObject { ["order"] = place + 1, ["computeEnvironment"] = environment.Arn })]),
            ["tags"] = queue.Tags.ToJson(),
        };
        item.Put("schedulingPolicyArn", queue.PolicyArn);
        item.Put("jobStateTimeLimitActions", queue.TimeLimits.Copy());
        return item;
    }

    private void Settle(QueueEntry queue) => _context.Agenda.After(_context.Clock.Scale(_context.Options.Delays.Resources), () =>
    {
        if (queue.Status != ResourceStatus.Deleting)
        {
            queue.Status = ResourceStatus.Valid;
            queue.StatusReason = "JobQueue Healthy";
            _context.Dispatcher.Request();
        }
    });

    private static void Check(JsonObject request)
    {
        BatchRules.Between("priority", request.Whole("priority"), 0, 1000);
        if (request.List("serviceEnvironmentOrder") is { Count: > 0 })
        {
            throw AwsException.OfClient("The emulator has no service environments.");
        }

        foreach (var limit in request.Objects("jobStateTimeLimitActions"))
        {
            BatchRules.Between("maxTimeSeconds", limit.Whole("maxTimeSeconds"), 600, 86_400);
        }
    }

    private List<EnvironmentEntry>? EnvironmentsOf(JsonObject request)
    {
        var order = request.Objects("computeEnvironmentOrder").OrderBy(item => item.Whole("order")).ToList();
        if (order.Count == 0)
        {
            return null;
        }

        if (order.Count > BatchRules.MostEnvironmentsOfQueue)
        {
            throw AwsException.OfClient($"A job queue can have at most {BatchRules.MostEnvironmentsOfQueue} compute environments.");
        }

        var environments = order.ConvertAll(item =>
        {
            var name = item.RequiredText("computeEnvironment");
            var environment = _context.State.FindEnvironment(name) ?? throw AwsException.OfClient($"Compute environment {name} does not exist");
            return environment.Status == ResourceStatus.Valid ? environment : throw AwsException.OfClient($"Compute environment {name} is not VALID");
        });
        return environments.Select(environment => environment.IsFargate).Distinct().Count() == 1
            ? environments
            : throw AwsException.OfClient("EC2 and Fargate compute environments cannot be mixed in a job queue.");
    }

    private string? PolicyOf(JsonObject request)
    {
        var arn = request.Text("schedulingPolicyArn");
        return arn is null || _context.State.Policies.Values.Any(policy => policy.Arn == arn) ? arn : throw AwsException.OfClient($"Scheduling policy {arn} does not exist");
    }

    private QueueEntry Get(JsonObject request)
    {
        var name = request.RequiredText("jobQueue");
        return _context.State.FindQueue(name) ?? throw AwsException.OfClient($"Job queue {name} does not exist");
    }

    private static JsonObject Reply(QueueEntry queue) => new() { ["jobQueueName"] = queue.Name, ["jobQueueArn"] = queue.Arn };
}
