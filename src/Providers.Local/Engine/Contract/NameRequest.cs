namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>Names a resource.</summary>
internal sealed record NameRequest
{
    public required string Name { get; init; }
}
