namespace MultiBatch.Providers.Azure.Wire.Tasks;

internal sealed record OutputFile
{
    public string? FilePattern { get; init; }

    public OutputFileDestination? Destination { get; init; }

    public OutputFileUploadOptions? UploadOptions { get; init; }
}
