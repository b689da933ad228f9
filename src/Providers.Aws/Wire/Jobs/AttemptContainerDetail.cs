namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>The container of an attempt.</summary>
internal sealed record AttemptContainerDetail
{
    public string? ContainerInstanceArn { get; init; }

    public string? TaskArn { get; init; }

    public int? ExitCode { get; init; }

    public string? Reason { get; init; }

    public string? LogStreamName { get; init; }

    public IReadOnlyList<NetworkInterface>? NetworkInterfaces { get; init; }
}
