namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>Names a revision, or with none the latest active one.</summary>
internal sealed record DefinitionRequest
{
    public required string Name { get; init; }

    public int? Revision { get; init; }
}
