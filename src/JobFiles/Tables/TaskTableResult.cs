using MultiBatch.JobFiles.Problems;
using MultiBatch.Jobs;

namespace MultiBatch.JobFiles.Tables;

/// <summary>A task table, or what keeps it from being read.</summary>
public sealed class TaskTableResult
{
    internal TaskTableResult(string source, TaskTable? table, IReadOnlyList<JobFileProblem> problems)
    {
        Source = source;
        Table = table;
        Problems = problems;
    }

    /// <summary>The file, as it was named to the reader.</summary>
    public string Source { get; }

    /// <summary>The table; null when there are problems.</summary>
    public TaskTable? Table { get; }

    /// <summary>The problems, in the order of the file. Empty when there is a table.</summary>
    public IReadOnlyList<JobFileProblem> Problems { get; }

    /// <summary>The table.</summary>
    /// <exception cref="BatchException">There are problems: <see cref="BatchErrorCode.InvalidSpec"/>, with a message that lists all of them.</exception>
    public TaskTable GetTable() => Table ?? throw Problems.ToException(Source);
}
