using MultiBatch.Providers.Azure.Wire.Common;

namespace MultiBatch.Providers.Azure.Wire.Tasks;

internal sealed record MultiInstanceSettings
{
    public int? NumberOfInstances { get; init; }

    public string? CoordinationCommandLine { get; init; }

    public IReadOnlyList<ResourceFile>? CommonResourceFiles { get; init; }
}
