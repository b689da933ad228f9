namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>A container of an attempt of a task of several.</summary>
internal sealed record AttemptTaskContainerDetails
{
    public int? ExitCode { get; init; }

    public string? Name { get; init; }

    public string? Reason { get; init; }

    public string? LogStreamName { get; init; }

    public IReadOnlyList<NetworkInterface>? NetworkInterfaces { get; init; }
}
