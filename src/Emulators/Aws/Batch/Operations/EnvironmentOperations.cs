using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws.Batch.Model;
using MultiBatch.Emulators.Aws.Batch.Rules;
using MultiBatch.Emulators.Aws.Wire;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Aws.Batch.Operations;

/// <summary>Compute environments.</summary>
internal sealed class EnvironmentOperations
{
    private const int LargestPage = 100;

    private readonly BatchContext _context;

    public EnvironmentOperations(BatchContext context) => _context = context;

    public JsonObject Create(JsonObject request)
    {
        var state = _context.State;
        var name = request.RequiredText("computeEnvironmentName");
        BatchRules.Name("computeEnvironmentName", name);
        var isManaged = request.RequiredText("type") == "MANAGED";
        if (isManaged != request.Object("computeResources") is not null)
        {
            throw AwsException.OfClient(isManaged ? "computeResources must be provided for a MANAGED compute environment" : "computeResources must not be provided for an UNMANAGED compute environment");
        }

        if (request.Object("eksConfiguration") is not null)
        {
            throw AwsException.OfClient("The emulator has no EKS compute environments.");
        }

        EnvironmentRules.Check(request.Object("computeResources"));
        if (state.Environments.ContainsKey(name))
        {
            throw _context.AlreadyExists();
        }

        if (state.Environments.Count >= BatchRules.MostEnvironments)
        {
            throw AwsException.OfClient($"Compute environment limit exceeded: {BatchRules.MostEnvironments}");
        }

        var environment = new EnvironmentEntry
        {
            Name = name,
            Arn = state.ArnOf("compute-environment", name),
            Spec = request.CopyWithout("tags", "state"),
            Tags = BatchRules.Tags(request),
            State = request.Text("state") ?? ResourceStatus.Enabled,
        };
        state.Environments.Add(name, environment);
        Settle(environment);
        return Reply(environment);
    }

    public JsonObject Update(JsonObject request)
    {
        var environment = Get(request);
        if (environment.Status is ResourceStatus.Creating or ResourceStatus.Updating or ResourceStatus.Deleting)
        {
            throw AwsException.OfClient("Cannot update, resource is being modified.");
        }

        if (request.Object("computeResources") is { } changes)
        {
            if (environment.Resources is not { } resources)
            {
                throw AwsException.OfClient("computeResources cannot be updated for an UNMANAGED compute environment");
            }

            var merged = (JsonObject)resources.DeepClone();
            foreach (var (member, value) in changes)
            {
                if (value is not null && member != "updateToLatestImageVersion")
                {
                    merged[member] = value.DeepClone();
                }
            }

            EnvironmentRules.Check(merged);
            environment.Spec["computeResources"] = merged;
        }

        foreach (var member in new[] { "unmanagedvCpus", "serviceRole", "updatePolicy", "context" })
        {
            environment.Spec.Put(member, request[member].Copy());
        }

        environment.State = request.Text("state") ?? environment.State;
        environment.Status = ResourceStatus.Updating;
        environment.StatusReason = "ComputeEnvironment Updating";
        Settle(environment);
        return Reply(environment);
    }

    public JsonObject Delete(JsonObject request)
    {
        var environment = Get(request);
        if (_context.Quirks.IsOn(AwsQuirks.DisableBeforeDelete))
        {
            if (_context.State.Queues.Values.Any(queue => queue.Environments.Contains(environment)))
            {
                throw AwsException.OfClient("Cannot delete, found existing JobQueue relationship");
            }

            if (environment.State == ResourceStatus.Enabled)
            {
                throw AwsException.OfClient("Cannot delete, state must be DISABLED");
            }
        }

        if (environment.Status is ResourceStatus.Creating or ResourceStatus.Updating)
        {
            throw AwsException.OfClient("Cannot delete, resource is being modified.");
        }

        environment.Status = ResourceStatus.Deleting;
        environment.StatusReason = "ComputeEnvironment Deleting";
        _context.Agenda.After(_context.Clock.Scale(_context.Options.Delays.Resources), () => _context.State.Environments.Remove(environment.Name));
        return [];
    }

    public JsonObject Describe(JsonObject request)
    {
        var names = request.Texts("computeEnvironments");
        var all = names.Count > 0
            ? names.Select(_context.State.FindEnvironment).OfType<EnvironmentEntry>().Distinct().ToList()
            : _context.State.Environments.Values.ToList();
        var (page, next) = PageToken.Cut(request, all, LargestPage);
        var reply = new JsonObject { ["computeEnvironments"] = new JsonArray([.. page.Select(environment => (JsonNode)Show(environment))]) };
        reply.Put("nextToken", next);
        return reply;
    }

    private JsonObject Show(EnvironmentEntry environment)
    {
        var item = new JsonObject
        {
            ["computeEnvironmentName"] = environment.Name,
            ["computeEnvironmentArn"] = environment.Arn,
            ["ecsClusterArn"] = $"arn:aws:ecs:{_context.State.Region}:{_context.State.Account}:cluster/{environment.Name}_Batch_{environment.Uuid}",
            ["tags"] = environment.Tags.ToJson(),
            ["state"] = environment.State,
            ["status"] = environment.Status,
            ["statusReason"] = environment.StatusReason,
            ["containerOrchestrationType"] = "ECS",
            ["uuid"] = environment.Uuid,
        };
        foreach (var (member, value) in environment.Spec)
        {
            if (member != "computeEnvironmentName")
            {
                item[member] = value.Copy();
            }
        }

        if (item["computeResources"] is JsonObject resources && !environment.IsFargate)
        {
            resources["desiredvCpus"] = Math.Max(resources.Whole("minvCpus") ?? 0, (long)Math.Ceiling(environment.UsedVCpus));
            resources["minvCpus"] ??= 0;
        }

        item["serviceRole"] ??= $"arn:aws:iam::{_context.State.Account}:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch";
        return item;
    }

    private void Settle(EnvironmentEntry environment)
    {
        var fault = environment.IsManaged ? _context.Faults.Of(FaultKind.InvalidEnvironment, environment.Name) : null;
        _context.Agenda.After(_context.Clock.Scale(_context.Options.Delays.Resources), () =>
        {
            if (environment.Status != ResourceStatus.Deleting)
            {
                environment.Status = fault is null ? ResourceStatus.Valid : ResourceStatus.Invalid;
                environment.StatusReason = fault is null
                    ? "ComputeEnvironment Healthy"
                    : fault.Reason ?? "CLIENT_ERROR - Not authorized to perform sts:AssumeRole (Service: AWSSecurityTokenService; Status Code: 403; Error Code: AccessDenied)";
                _context.Dispatcher.Request();
            }
        });
    }

    private EnvironmentEntry Get(JsonObject request)
    {
        var name = request.RequiredText("computeEnvironment");
        return _context.State.FindEnvironment(name) ?? throw AwsException.OfClient($"Compute environment {name} does not exist");
    }

    private static JsonObject Reply(EnvironmentEntry environment) => new() { ["computeEnvironmentName"] = environment.Name, ["computeEnvironmentArn"] = environment.Arn };
}
