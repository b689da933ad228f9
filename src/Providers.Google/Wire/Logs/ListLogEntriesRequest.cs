namespace MultiBatch.Providers.Google.Wire.Logs;

internal sealed record ListLogEntriesRequest
{
    public IReadOnlyList<string>? ResourceNames { get; init; }

    public string? Filter { get; init; }

    public string? OrderBy { get; init; }

    public int? PageSize { get; init; }

    public string? PageToken { get; init; }
}
