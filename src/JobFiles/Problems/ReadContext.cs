using MultiBatch.JobFiles.Tables;

namespace MultiBatch.JobFiles.Problems;

/// <summary>What the readers of one file share.</summary>
internal sealed class ReadContext(ProblemList problems, TaskTableStore tables)
{
    public ProblemList Problems { get; } = problems;

    public TaskTableStore Tables { get; } = tables;
}
