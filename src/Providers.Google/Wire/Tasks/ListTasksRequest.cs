namespace MultiBatch.Providers.Google.Wire.Tasks;

internal sealed record ListTasksRequest
{
    /// <summary>As <c>projects/p/locations/l/jobs/j/taskGroups/group0</c>.</summary>
    public required string Parent { get; init; }

    public string? Filter { get; init; }

    public int? PageSize { get; init; }

    public string? PageToken { get; init; }
}
