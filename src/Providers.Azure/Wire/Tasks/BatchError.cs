namespace MultiBatch.Providers.Azure.Wire.Tasks;

/// <summary>The error of one item of a collection.</summary>
internal sealed record BatchError
{
    public string? Code { get; init; }

    public ErrorMessage? Message { get; init; }

    public IReadOnlyList<ErrorDetail>? Values { get; init; }
}
