using System.Diagnostics.CodeAnalysis;
using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Reading;
using MultiBatch.JobFiles.Syntax;
using MultiBatch.Jobs;

namespace MultiBatch.JobFiles.Fields;

/// <summary>
/// A task table within the job file: a list with a map of variables for each child, or, as results and written files have it,
/// <c>columns</c> and <c>rows</c>.
/// </summary>
internal static class InlineTasks
{
    private const string Expected = "a list with one map of variables for each child, such as [{NAME: value}]";

    private static readonly ValueReader<string> Cell = Scalars.Text("the value of a variable", asWritten: true);

    private static readonly ValueReader<IReadOnlyList<string>> Columns =
        Collections.List("a list of names of variables", Scalars.Text("the name of a variable"), mayBeEmpty: false);

    private static readonly ValueReader<IReadOnlyList<IReadOnlyList<string>>> Rows =
        Collections.List("a list of rows", Collections.List("a list of cells", Cell), mayBeEmpty: false);

    /// <summary>The keys of the second form.</summary>
    public static ObjectReader<TableDraft> Table { get; } = new("a task table", new TableDraft(),
    [
        Field<TableDraft>.Of("columns", Columns, (table, value) => table with { Columns = value }, isRequired: true),
        Field<TableDraft>.Of("rows", Rows, (table, value) => table with { Rows = value }, isRequired: true),
    ]);

    public static bool TryRead(Node node, Scope scope, [MaybeNullWhen(false)] out TaskTable value)
    {
        value = null;
        return node switch
        {
            MappingNode mapping => TryReadTable(mapping, scope, out value),
            SequenceNode { Items.Count: > 0 } list => TryReadList(list, scope, out value),
            SequenceNode => Scalars.Refuse(scope, node, $"the list is empty, expected {Expected}; an array has at least one child."),
            _ => Scalars.Refuse(scope, node, $"found {Quote.Node(node)}, expected {Expected}."),
        };
    }

    private static bool TryReadList(SequenceNode list, Scope scope, [MaybeNullWhen(false)] out TaskTable value)
    {
        value = null;
        if (list.Items[0] is not MappingNode { Entries.Count: > 0 } first)
        {
            return Scalars.Refuse(scope.Item(0), list.Items[0], $"found {Quote.Kind(list.Items[0])}, expected a map with the variables of the first child.");
        }

        var isComplete = true;
        var columns = first.Entries.Select(entry => entry.Key).ToList();
        foreach (var entry in first.Entries)
        {
            isComplete &= CheckName(entry.Key, entry.KeyStart, scope.Item(0));
        }

        var rows = new List<IReadOnlyList<string>>(list.Items.Count);
        for (var index = 0; index < list.Items.Count; index++)
        {
            if (TryReadRow(list.Items[index], first, columns, scope.Item(index), out var row))
            {
                rows.Add(row);
            }
        }

        if (isComplete && rows.Count == list.Items.Count)
        {
            value = new TaskTable(columns.AsReadOnly(), rows.AsReadOnly());
        }

        return value is not null;
    }

    private static bool TryReadRow(
        Node node, MappingNode first, List<string> columns, Scope scope, [MaybeNullWhen(false)] out IReadOnlyList<string> row)
    {
        row = null;
        if (node is not MappingNode mapping)
        {
            return Scalars.Refuse(scope, node, $"found {Quote.Kind(node)}, expected a map with the variables of this child: {string.Join(", ", columns.Select(Quote.Plain))}.");
        }

        var isComplete = true;
        foreach (var extra in mapping.Entries.Where(entry => !first.Has(entry.Key)))
        {
            scope.Report(
                extra.KeyStart,
                $"{Quote.Text(extra.Key)} is not a variable of the first child{Scalars.DidYouMean(extra.Key, columns)} Every child has the same variables.");
            isComplete = false;
        }

        var cells = new string[columns.Count];
        for (var column = 0; column < cells.Length; column++)
        {
            if (!mapping.TryGet(columns[column], out var entry))
            {
                scope.Report(mapping.Start, $"the variable {Quote.Text(columns[column])} is missing; write {Quote.Plain(columns[column])}: '' if it is empty.");
                isComplete = false;
            }
            else
            {
                isComplete &= Cell(entry.Value, scope.Key(columns[column]), out cells[column]!);
            }
        }

        row = cells;
        return isComplete;
    }

    private static bool TryReadTable(MappingNode node, Scope scope, [MaybeNullWhen(false)] out TaskTable value)
    {
        value = null;
        if (!Table.TryRead(node, scope, out var table) || table.Columns is not { } columns || table.Rows is not { } rows)
        {
            return false;
        }

        var isComplete = true;
        node.TryGet("columns", out var columnsEntry);
        node.TryGet("rows", out var rowsEntry);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var columnNodes = ((SequenceNode)columnsEntry!.Value).Items;
        var rowNodes = ((SequenceNode)rowsEntry!.Value).Items;
        for (var index = 0; index < columns.Count; index++)
        {
            var below = scope.Key("columns").Item(index);
            isComplete &= CheckName(columns[index], columnNodes[index].Start, below);
            if (!names.Add(columns[index]))
            {
                isComplete = Scalars.Refuse(below, columnNodes[index], $"{Quote.Text(columns[index])} is there twice; remove one.");
            }
        }

        for (var index = 0; index < rows.Count; index++)
        {
            if (rows[index].Count != columns.Count)
            {
                isComplete = Scalars.Refuse(
                    scope.Key("rows").Item(index), rowNodes[index], $"the row has {rows[index].Count} cells, there are {columns.Count} columns; write '' for an empty cell.");
            }
        }

        value = isComplete ? new TaskTable(columns, rows) : null;
        return isComplete;
    }

    private static bool CheckName(string name, Position at, Scope scope)
    {
        if (Names.EnvironmentVariable(name) is not { } problem)
        {
            return true;
        }

        scope.Report(at, problem);
        return false;
    }
}
