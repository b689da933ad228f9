using MultiBatch.JobFiles.Tables;
using MultiBatch.Jobs;

namespace MultiBatch.Cli.Input;

/// <summary>Reads task tables named by an option.</summary>
internal static class TaskTableFile
{
    /// <summary>The table; null when it has mistakes, each of which is collected.</summary>
    public static TaskTable? Read(string path, Values values)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            values.Add("--task-table: is empty; name a TSV or CSV file");
            return null;
        }

        var result = TaskTableReader.Read(path);
        foreach (var problem in result.Problems)
        {
            values.Add($"--task-table: {problem}");
        }

        return result.Table;
    }
}
