namespace MultiBatch.Providers.Azure.Wire.Tasks;

internal sealed record NodeInfo
{
    public string? AffinityId { get; init; }

    public string? NodeUrl { get; init; }

    public string? PoolId { get; init; }

    public string? NodeId { get; init; }

    public string? TaskRootDirectory { get; init; }

    public string? TaskRootDirectoryUrl { get; init; }
}
