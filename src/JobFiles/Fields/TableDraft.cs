namespace MultiBatch.JobFiles.Fields;

/// <summary>A task table as it is read, before it is known to be whole.</summary>
internal sealed record TableDraft
{
    public IReadOnlyList<string>? Columns { get; init; }

    public IReadOnlyList<IReadOnlyList<string>>? Rows { get; init; }
}
