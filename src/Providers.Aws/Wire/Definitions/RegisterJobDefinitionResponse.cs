namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>The revision registered.</summary>
internal sealed record RegisterJobDefinitionResponse : WireReply
{
    public string? JobDefinitionName { get; init; }

    public string? JobDefinitionArn { get; init; }

    public int? Revision { get; init; }
}
