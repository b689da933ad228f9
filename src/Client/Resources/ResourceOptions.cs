namespace MultiBatch.Resources;

/// <summary>How to create, update or delete environments and queues.</summary>
public sealed record ResourceOptions
{
    /// <summary>
    /// True to return when the service has finished: when the resource is ready, or gone. False to return when the service has accepted the
    /// request. Default: true.
    /// </summary>
    public bool Wait { get; init; } = true;

    /// <summary>How long to wait. Default: 30 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);
}
