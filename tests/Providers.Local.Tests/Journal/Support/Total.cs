namespace MultiBatch.Providers.Local.Tests.Journal.Support;

/// <summary>The snapshot item of the tests.</summary>
internal sealed record Total
{
    public required int Id { get; init; }
}
