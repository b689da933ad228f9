using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Reading;

namespace MultiBatch.JobFiles.Tables;

/// <summary>Reads the header of a task table: names of environment variables, as they are or in dsub's form (<c>--env NAME</c>).</summary>
internal static class TaskTableHeader
{
    private const string EnvOption = "--env";

    private static readonly string[] StagingOptions = ["--input", "--input-recursive", "--output", "--output-recursive"];

    /// <summary>The name of the variable in a header cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="problem">What is wrong with it; null when nothing is.</param>
    public static string NameOf(string cell, out string? problem)
    {
        var text = cell.Trim();
        var name = text;
        problem = null;
        if (text.StartsWith("--", StringComparison.Ordinal))
        {
            var end = text.IndexOfAny([' ', '=', '\t']);
            var option = end < 0 ? text : text.Substring(0, end);
            name = end < 0 ? string.Empty : text.Substring(end + 1).Trim();
            problem = option == EnvOption ? null
                : StagingOptions.Contains(option) ? $"{Quote.Text(text)} stages files, which is not supported yet; pass the path in a column '--env NAME' and let the task copy the file."
                : option == "--label" ? $"{Quote.Text(text)} would label single children, which is not supported yet; remove the column, and label the job."
                : $"{Quote.Text(option)} is not a kind of column{Scalars.DidYouMean(option, [EnvOption])} Write '--env NAME' or only NAME.";
        }

        problem ??= name.Length == 0
            ? $"the header cell {Quote.Text(cell)} names no environment variable; write '--env NAME' or only NAME."
            : Names.EnvironmentVariable(name);
        return name;
    }
}
