using System.Text.Json;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Aws.Jobs;
using MultiBatch.Providers.Aws.Planning;
using MultiBatch.Providers.Aws.Wire.Jobs;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Aws.Tests.Support;

/// <summary>Plans of jobs, without a service.</summary>
internal static class Plans
{
    public const string Role = "arn:aws:iam::123456789012:role/execution";

    public static SubmissionId Id { get; } = SubmissionId.FromText("plan");

    public static JobSpec Job { get; } = new() { Name = "job", Queue = "main", Image = "example/image:1", Command = ["run", "it"] };

    public static QueueFacts Ec2Queue { get; } = new()
    {
        Name = "main",
        Environments = [new EnvironmentFacts { Name = "ec2", Kind = EnvironmentKind.Managed, Purchase = PurchaseKind.OnDemand, MaxVCpus = 64, InstanceTypes = ["m5.large", "m5.xlarge"] }],
    };

    public static QueueFacts FargateQueue { get; } = new()
    {
        Name = "main",
        Environments = [new EnvironmentFacts { Name = "fg", Kind = EnvironmentKind.Serverless, Purchase = PurchaseKind.OnDemand, MaxVCpus = 64 }],
    };

    public static AwsBatchOptions Options { get; } = new() { ExecutionRole = Role, Region = "eu-west-1" };

    public static ProviderPlan Of(
        JobSpec spec,
        QueueFacts? queue = null,
        AwsBatchOptions? options = null,
        PlanMode mode = PlanMode.Connected,
        IReadOnlyDictionary<string, JobShape?>? dependencies = null,
        Func<PlanRequest, PlanRequest>? with = null)
    {
        var request = new PlanRequest { SubmissionId = Id, Spec = spec, Mode = mode };
        request = with?.Invoke(request) ?? request;
        var facts = new PlanFacts
        {
            Options = options ?? Options,
            IsOffline = mode == PlanMode.Offline,
            Queue = mode == PlanMode.Offline ? null : queue ?? Ec2Queue,
            Region = "eu-west-1",
            Dependencies = dependencies ?? new Dictionary<string, JobShape?>(),
        };
        return new JobPlanner(request, facts, id => [id + "-p0", id + "-p1", id + "-p2"]).Plan();
    }

    public static FieldDisposition At(this ProviderPlan plan, string pointer) => plan.Dispositions.Single(disposition => disposition.Pointer == pointer);

    public static JobTranslation Translation(this ProviderPlan plan)
    {
        Assert.True(plan.IsAccepted, string.Join("\n", plan.Dispositions.Where(disposition => disposition.Kind == DispositionKind.Rejected)));
        return (JobTranslation)plan.State!;
    }

    public static SubmitJobRequest Request(this ProviderPlan plan, int part = 0) => plan.Translation().Part(part);

    public static string? Variable(this SubmitJobRequest request, string name) =>
        request.ContainerOverrides!.Environment!.SingleOrDefault(variable => variable.Name == name)?.Value;

    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
