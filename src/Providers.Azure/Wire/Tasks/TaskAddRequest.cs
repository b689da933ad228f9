using System.Text.Json;
using MultiBatch.Providers.Azure.Wire.Common;

namespace MultiBatch.Providers.Azure.Wire.Tasks;

/// <summary>What a task is to be.</summary>
internal sealed record TaskAddRequest
{
    public string? Id { get; init; }

    public string? DisplayName { get; init; }

    public string? CommandLine { get; init; }

    public ContainerSettings? ContainerSettings { get; init; }

    public ExitConditions? ExitConditions { get; init; }

    public IReadOnlyList<ResourceFile>? ResourceFiles { get; init; }

    public IReadOnlyList<OutputFile>? OutputFiles { get; init; }

    public IReadOnlyList<NameValuePair>? EnvironmentSettings { get; init; }

    public JsonElement? AffinityInfo { get; init; }

    public TaskConstraints? Constraints { get; init; }

    public int? RequiredSlots { get; init; }

    public UserIdentity? UserIdentity { get; init; }

    public MultiInstanceSettings? MultiInstanceSettings { get; init; }

    public TaskDependencies? DependsOn { get; init; }

    public IReadOnlyList<JsonElement>? ApplicationPackageReferences { get; init; }
}
