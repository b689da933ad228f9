using System.Globalization;
using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Syntax;
using MultiBatch.Jobs;

namespace MultiBatch.JobFiles.Tables;

/// <summary>Makes a task table of its rows, as they come.</summary>
internal sealed class TaskTableBuilder(string source, TaskRowRange? range)
{
    /// <summary>The most rows. Arrays of providers end far below.</summary>
    public const int MostRows = 1_000_000;

    /// <summary>The most columns; each is an environment variable of every child.</summary>
    public const int MostColumns = 1_000;

    private readonly ProblemList _problems = new(source);
    private readonly List<IReadOnlyList<string>> _rows = [];
    private List<string>? _columns;
    private int _row;
    private int? _blankLine;

    /// <summary>Adds a row; the first is the header.</summary>
    /// <returns>False when no further row is wanted.</returns>
    public bool Add(DelimitedRow row)
    {
        if (row.IsBlank)
        {
            // Empty lines at the end of the file are nothing; which ones those are shows with the next row.
            _blankLine ??= row.Line;
            return true;
        }

        if (_blankLine is { } blank)
        {
            Report(new Position(blank, 1), string.Empty, _columns is { Count: > 1 }
                ? "the line is empty; remove it, or write its cells."
                : "the line is empty; remove it, or write \"\" for an empty cell.");
            _blankLine = null;
        }

        if (row.Problem is not null)
        {
            Report(row.ProblemAt, string.Empty, row.Problem);
        }

        if (_columns is null)
        {
            AddHeader(row);
            return true;
        }

        _row++;
        if (_row >= (range?.First ?? 1))
        {
            AddRow(row, _columns);
        }

        return _row < (range?.Last ?? int.MaxValue);
    }

    public void Refuse(Position at, string message) => Report(at, string.Empty, message);

    public TaskTableResult Build()
    {
        if (_problems.IsEmpty)
        {
            CheckWhole();
        }

        return _problems.IsEmpty
            ? new TaskTableResult(source, new TaskTable(_columns!.AsReadOnly(), _rows.AsReadOnly()), [])
            : new TaskTableResult(source, null, _problems.ToList());
    }

    private void AddHeader(DelimitedRow row)
    {
        if (row.Cells.Count > MostColumns)
        {
            throw new SourceRefusedException(new Position(row.Line, 0), $"the header names {row.Cells.Count} columns; the most are {MostColumns}.");
        }

        _columns = [];
        foreach (var cell in row.Cells)
        {
            var name = TaskTableHeader.NameOf(cell, out var problem);
            if (problem is null && _columns.Contains(name))
            {
                problem = $"the column {Quote.Text(name)} is there twice; rename or remove one.";
            }

            if (problem is not null)
            {
                Report(new Position(row.Line, 0), Quote.Plain(name), problem);
            }

            _columns.Add(name);
        }
    }

    private void AddRow(DelimitedRow row, List<string> columns)
    {
        if (row.Cells.Count != columns.Count)
        {
            Report(new Position(row.Line, 0), string.Empty, string.Create(
                CultureInfo.InvariantCulture,
                $"row {_row} has {Count(row.Cells.Count, "cell")}, the header names {Count(columns.Count, "column")}; write empty cells too."));
            return;
        }

        for (var column = 0; column < columns.Count; column++)
        {
            if (row.Cells[column].Contains('\0'))
            {
                Report(new Position(row.Line, 0), Quote.Plain(columns[column]), "the cell holds the character U+0000, which no program can be given; remove it.");
            }
        }

        if (_rows.Count == MostRows)
        {
            throw new SourceRefusedException(new Position(row.Line, 0), $"the table has more than {MostRows} rows; pick some with 'rows'.");
        }

        _rows.Add(row.Cells);
    }

    private void CheckWhole()
    {
        if (_columns is null)
        {
            Report(default, string.Empty, "the table is empty; its first line names the environment variables, each further line is a child.");
        }
        else if (_row == 0)
        {
            Report(default, string.Empty, "the table has a header and no rows; each row is a child of the array.");
        }
        else if (range is not null && _row < (range.Last ?? range.First))
        {
            Report(default, string.Empty, $"the table has {Count(_row, "row")}, rows {range} were asked for; rows count from 1, without the header.");
        }
    }

    private void Report(Position at, string field, string message) => _problems.Add(at, string.Empty, field, message);

    private static string Count(int count, string what) => count.ToString(CultureInfo.InvariantCulture) + " " + what + (count == 1 ? string.Empty : "s");
}
