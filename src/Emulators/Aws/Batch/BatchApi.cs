using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws.Batch.Operations;
using MultiBatch.Emulators.Aws.Wire;
using MultiBatch.Emulators.Hosting;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Aws.Batch;

/// <summary>The operations of AWS Batch: finds the one that is meant, holds the request against its shape, carries it out under the lock.</summary>
internal sealed class BatchApi
{
    private const string TagPath = "/v1/tags/";

    private readonly ShapeBook _shapes = ShapeBook.Load("batch.shapes");
    private readonly Dictionary<string, string> _operationsByPath;
    private readonly Dictionary<string, Func<JsonObject, EmulatorRequest, JsonObject>> _operations;
    private readonly BatchContext _context;

    public BatchApi(BatchContext context)
    {
        _context = context;
        var environments = new EnvironmentOperations(context);
        var queues = new QueueOperations(context);
        var definitions = new DefinitionOperations(context);
        var policies = new PolicyOperations(context);
        var submit = new SubmitOperation(context);
        var list = new ListOperation(context);
        var describe = new DescribeOperation(context);
        var stops = new StopOperations(context);
        var tags = new TagOperations(context);
        _operations = new Dictionary<string, Func<JsonObject, EmulatorRequest, JsonObject>>(StringComparer.Ordinal)
        {
            ["CreateComputeEnvironment"] = (body, _) => environments.Create(body),
            ["UpdateComputeEnvironment"] = (body, _) => environments.Update(body),
            ["DeleteComputeEnvironment"] = (body, _) => environments.Delete(body),
            ["DescribeComputeEnvironments"] = (body, _) => environments.Describe(body),
            ["CreateJobQueue"] = (body, _) => queues.Create(body),
            ["UpdateJobQueue"] = (body, _) => queues.Update(body),
            ["DeleteJobQueue"] = (body, _) => queues.Delete(body),
            ["DescribeJobQueues"] = (body, _) => queues.Describe(body),
            ["GetJobQueueSnapshot"] = (body, _) => queues.Snapshot(body),
            ["RegisterJobDefinition"] = (body, request) => definitions.Register(body, request.Body.Length),
            ["DeregisterJobDefinition"] = (body, _) => definitions.Deregister(body),
            ["DescribeJobDefinitions"] = (body, _) => definitions.Describe(body),
            ["CreateSchedulingPolicy"] = (body, _) => policies.Create(body),
            ["UpdateSchedulingPolicy"] = (body, _) => policies.Update(body),
            ["DeleteSchedulingPolicy"] = (body, _) => policies.Delete(body),
            ["DescribeSchedulingPolicies"] = (body, _) => policies.Describe(body),
            ["ListSchedulingPolicies"] = (body, _) => policies.List(body),
            ["SubmitJob"] = (body, request) => submit.Submit(body, request.Body.Length),
            ["ListJobs"] = (body, request) => list.List(body, request.Stale),
            ["DescribeJobs"] = (body, request) => describe.Describe(body, request.Stale),
            ["CancelJob"] = (body, _) => stops.Cancel(body),
            ["TerminateJob"] = (body, _) => stops.Terminate(body),
            ["CancelJobs"] = (body, _) => stops.CancelMany(body),
            ["TerminateJobs"] = (body, _) => stops.TerminateMany(body),
            ["TagResource"] = (body, request) => tags.Tag(ArnOf(request), body),
            ["UntagResource"] = (_, request) => tags.Untag(ArnOf(request), request.Query),
            ["ListTagsForResource"] = (_, request) => tags.List(ArnOf(request)),
        };
        _operationsByPath = _operations.Keys.Where(name => !name.Contains("Tag", StringComparison.Ordinal) && name != "UntagResource")
            .Where(name => context.Options.BulkStops || name is not ("CancelJobs" or "TerminateJobs"))
            .ToDictionary(name => "/v1/" + name.ToLowerInvariant(), StringComparer.Ordinal);
    }

    public string? OperationOf(EmulatorRequest request)
    {
        if (request.Path.StartsWith(TagPath, StringComparison.Ordinal))
        {
            return request.Method switch
            {
                "POST" => "TagResource",
                "DELETE" => "UntagResource",
                "GET" => "ListTagsForResource",
                _ => null,
            };
        }

        return request.Method == "POST" ? _operationsByPath.GetValueOrDefault(request.Path) : null;
    }

    /// <summary>Carries a request out.</summary>
    /// <exception cref="AwsException">The service refuses it.</exception>
    public JsonObject Handle(string operation, JsonObject body, EmulatorRequest request)
    {
        if (ShapeCheck.Find(_shapes.Shapes[operation], body, _context.Quirks.IsOn(AwsQuirks.StrictMembers)) is { } problem)
        {
            throw problem.IsType ? new AwsException("SerializationException", 400, problem.ToString()) : AwsException.OfClient(problem.ToString());
        }

        lock (_context.State.Sync)
        {
            return _operations[operation](body, request);
        }
    }

    private static string ArnOf(EmulatorRequest request) => Uri.UnescapeDataString(request.Path[TagPath.Length..]);
}
