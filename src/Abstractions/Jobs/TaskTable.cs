using System.Text.Json.Serialization;

namespace MultiBatch.Jobs;

/// <summary>
/// A table with one row per array child. Each column is an environment variable of the children; cells are text, kept as they are:
/// an empty cell is a variable with an empty value and <c>0</c> stays text.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TaskTable
{
    /// <summary>Creates a table.</summary>
    /// <param name="columns">Names of environment variables, at least one, each once.</param>
    /// <param name="rows">Rows, at least one, each with as many cells as there are columns.</param>
    /// <exception cref="ArgumentException">A name twice or empty, or a row of another length.</exception>
    public TaskTable(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        Columns = columns ?? throw new ArgumentNullException(nameof(columns));
        Rows = rows ?? throw new ArgumentNullException(nameof(rows));
        if (columns.Count == 0 || rows.Count == 0)
        {
            throw new ArgumentException("A task table has at least one column and one row.", columns.Count == 0 ? nameof(columns) : nameof(rows));
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (string.IsNullOrEmpty(column) || !names.Add(column))
            {
                throw new ArgumentException($"The column name '{column}' is empty or there twice.", nameof(columns));
            }
        }

        for (var row = 0; row < rows.Count; row++)
        {
            if (rows[row].Count != columns.Count)
            {
                throw new ArgumentException($"Row {row} has {rows[row].Count} cells; the table has {columns.Count} columns.", nameof(rows));
            }
        }
    }

    /// <summary>The names of the environment variables.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The cells, row by row; row <c>i</c> belongs to child <c>i</c>.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }

    /// <summary>The size of the table, as <c>24 rows x 2 columns</c>.</summary>
    public override string ToString() => $"{Rows.Count} rows x {Columns.Count} columns";
}
