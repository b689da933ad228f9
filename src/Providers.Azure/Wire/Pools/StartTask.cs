using MultiBatch.Providers.Azure.Wire.Common;

namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record StartTask
{
    public string? CommandLine { get; init; }

    public ContainerSettings? ContainerSettings { get; init; }

    public IReadOnlyList<ResourceFile>? ResourceFiles { get; init; }

    public IReadOnlyList<NameValuePair>? EnvironmentSettings { get; init; }

    public UserIdentity? UserIdentity { get; init; }

    public int? MaxTaskRetryCount { get; init; }

    public bool? WaitForSuccess { get; init; }
}
