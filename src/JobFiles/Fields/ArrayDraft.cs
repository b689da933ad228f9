using MultiBatch.JobFiles.Tables;
using MultiBatch.Jobs;

namespace MultiBatch.JobFiles.Fields;

/// <summary>An <see cref="ArraySpec"/> as a file has it: the table may be a file of its own.</summary>
internal sealed record ArrayDraft
{
    public int? Size { get; init; }

    public TaskTable? Tasks { get; init; }

    public string? TaskTable { get; init; }

    public TaskRowRange? Rows { get; init; }

    public int? Parallelism { get; init; }
}
