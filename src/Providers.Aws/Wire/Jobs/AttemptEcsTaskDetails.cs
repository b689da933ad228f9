namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>The containers of an attempt of a task of several.</summary>
internal sealed record AttemptEcsTaskDetails
{
    public string? ContainerInstanceArn { get; init; }

    public string? TaskArn { get; init; }

    public IReadOnlyList<AttemptTaskContainerDetails>? Containers { get; init; }
}
