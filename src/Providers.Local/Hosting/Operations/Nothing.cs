namespace MultiBatch.Providers.Local.Hosting.Operations;

/// <summary>The message of an operation that has nothing to say.</summary>
internal sealed record Nothing
{
    public static Nothing Instance { get; } = new();
}
