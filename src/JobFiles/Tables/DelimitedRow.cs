using MultiBatch.JobFiles.Syntax;

namespace MultiBatch.JobFiles.Tables;

/// <summary>A row of a delimited text.</summary>
internal sealed class DelimitedRow(int line, IReadOnlyList<string> cells, Position problemAt, string? problem)
{
    /// <summary>The line the row begins on; a quoted cell may go over several.</summary>
    public int Line { get; } = line;

    public IReadOnlyList<string> Cells { get; } = cells;

    /// <summary>What is wrong with the quotes of the row; null when nothing is.</summary>
    public string? Problem { get; } = problem;

    public Position ProblemAt { get; } = problemAt;

    /// <summary>An empty line: neither a cell nor quotes.</summary>
    public bool IsBlank { get; init; }
}
