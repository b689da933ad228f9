namespace MultiBatch.Providers.Azure.Wire.Tasks;

internal sealed record ExitConditions
{
    public IReadOnlyList<ExitCodeMapping>? ExitCodes { get; init; }

    public IReadOnlyList<ExitCodeRangeMapping>? ExitCodeRanges { get; init; }

    public ExitOptions? PreProcessingError { get; init; }

    public ExitOptions? FileUploadError { get; init; }

    public ExitOptions? Default { get; init; }
}
