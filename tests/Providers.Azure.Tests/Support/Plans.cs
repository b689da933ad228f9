using System.Text.Json;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Planning;
using MultiBatch.Providers.Azure.Wire.Jobs;
using MultiBatch.Providers.Azure.Wire.Tasks;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Azure.Tests.Support;

/// <summary>Plans of jobs, without a service.</summary>
internal static class Plans
{
    public static SubmissionId Id { get; } = SubmissionId.FromText("plan");

    public static JobSpec Job { get; } = new() { Name = "job", Queue = "main", Command = ["run", "it"] };

    /// <summary>Nodes of 4 vCPUs and 16 GiB, with 16 slots, on demand, without containers.</summary>
    public static PoolFacts Pool { get; } = new()
    {
        Id = "pool", VmSize = "standard_d4s_v5", Size = VmSize.Find("standard_d4s_v5"), Slots = 16, HasDedicated = true,
    };

    public static PoolFacts ContainerPool { get; } = Pool with { HasContainers = true };

    public static QueueFacts Queue(PoolFacts? pool = null) => new()
    {
        Name = "main",
        Newest = new AzureJob { Id = "main-g1", State = "active", PoolInfo = new PoolInformation { PoolId = "pool" } },
        Generations = [new AzureJob { Id = "main-g1", State = "active" }],
        HighestNumber = 1,
        Pool = pool ?? Pool,
    };

    public static ProviderPlan Of(
        JobSpec spec,
        PoolFacts? pool = null,
        AzureBatchOptions? options = null,
        PlanMode mode = PlanMode.Connected,
        IReadOnlyDictionary<string, DependencyFacts?>? dependencies = null,
        Func<PlanRequest, PlanRequest>? with = null)
    {
        var request = new PlanRequest { SubmissionId = Id, Spec = spec, Mode = mode };
        request = with?.Invoke(request) ?? request;
        return new JobPlanner(request, new PlanFacts
        {
            Options = options ?? new AzureBatchOptions(),
            IsOffline = mode == PlanMode.Offline,
            Queue = mode == PlanMode.Offline ? null : Queue(pool),
            Dependencies = dependencies ?? new Dictionary<string, DependencyFacts?>(),
        }).Plan();
    }

    public static FieldDisposition At(this ProviderPlan plan, string pointer) => plan.Dispositions.Single(disposition => disposition.Pointer == pointer);

    public static JobTranslation Translation(this ProviderPlan plan)
    {
        Assert.True(plan.IsAccepted, string.Join("\n", plan.Dispositions.Where(disposition => disposition.Kind == DispositionKind.Rejected)));
        return (JobTranslation)plan.State!;
    }

    public static List<TaskAddRequest> Tasks(this ProviderPlan plan) => [.. plan.Translation().Tasks()];

    public static string? Variable(this TaskAddRequest task, string name) => task.EnvironmentSettings!.SingleOrDefault(variable => variable.Name == name)?.Value;

    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
