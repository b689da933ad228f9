using MultiBatch.Providers.Azure.Wire.Common;

namespace MultiBatch.Providers.Azure.Wire.Tasks;

internal sealed record OutputFileContainer
{
    public string? Path { get; init; }

    public string? ContainerUrl { get; init; }

    public IdentityReference? IdentityReference { get; init; }

    public IReadOnlyList<NameValuePair>? UploadHeaders { get; init; }
}
