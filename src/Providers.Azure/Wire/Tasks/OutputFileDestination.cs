namespace MultiBatch.Providers.Azure.Wire.Tasks;

internal sealed record OutputFileDestination
{
    public OutputFileContainer? Container { get; init; }
}
