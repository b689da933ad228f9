namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>A filter of a list: JOB_NAME, JOB_DEFINITION, BEFORE_CREATED_AT, AFTER_CREATED_AT or SHARE_IDENTIFIER; one only.</summary>
internal sealed record ListFilter
{
    public string? Name { get; init; }

    public IReadOnlyList<string>? Values { get; init; }
}
