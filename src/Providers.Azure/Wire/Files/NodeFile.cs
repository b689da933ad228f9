namespace MultiBatch.Providers.Azure.Wire.Files;

internal sealed record NodeFile
{
    public string? Name { get; init; }

    public string? Url { get; init; }

    public bool? IsDirectory { get; init; }

    public FileProperties? Properties { get; init; }
}
