using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Google.Wire.Jobs;

namespace MultiBatch.Providers.Google.Planning;

/// <summary>The tasks of a job, and what differs from one to the next.</summary>
internal sealed record TaskLayout
{
    /// <summary>How many tasks the job has.</summary>
    public required int Tasks { get; init; }

    /// <summary>How many the whole array has, of which this job may repeat some.</summary>
    public required int WholeSize { get; init; }

    public bool IsArray { get; init; }

    /// <summary>The original indexes, in the order of the tasks; null for all of them.</summary>
    public IReadOnlyList<int>? Indexes { get; init; }

    public TaskTable? Table { get; init; }

    public static TaskLayout Of(PlanRequest request)
    {
        var array = request.Spec.Array;
        var whole = array?.Tasks?.Rows.Count ?? array?.Size;
        return new TaskLayout
        {
            IsArray = whole is not null,
            WholeSize = whole ?? 1,
            Tasks = whole is null ? 1 : request.RestartIndexes?.Count ?? whole.Value,
            Indexes = whole is null ? null : request.RestartIndexes,
            Table = array?.Tasks,
        };
    }

    /// <summary>Whether the tasks cannot do without variables of their own.</summary>
    public bool NeedsVariables => Table is not null || Indexes is not null;

    /// <summary>The variables of each task; null for a single job, whose variables are the job's.</summary>
    public IReadOnlyList<TaskVariables>? Variables() => !IsArray ? null : Enumerable.Range(0, Tasks).Select(VariablesOf).ToList();

    private TaskVariables VariablesOf(int task)
    {
        var index = Indexes?[task] ?? task;
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { [RuntimeVariables.ArrayIndex] = index.ToString(CultureInfo.InvariantCulture) };
        for (var column = 0; column < Table?.Columns.Count; column++)
        {
            variables[Table.Columns[column]] = Table.Rows[index][column];
        }

        return new TaskVariables { Variables = variables };
    }
}
