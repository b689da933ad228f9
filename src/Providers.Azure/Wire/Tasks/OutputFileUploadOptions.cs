namespace MultiBatch.Providers.Azure.Wire.Tasks;

internal sealed record OutputFileUploadOptions
{
    public string? UploadCondition { get; init; }
}
