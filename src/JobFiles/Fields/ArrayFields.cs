using System.Diagnostics.CodeAnalysis;
using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Reading;
using MultiBatch.JobFiles.Syntax;
using MultiBatch.JobFiles.Tables;
using MultiBatch.Jobs;

namespace MultiBatch.JobFiles.Fields;

/// <summary>The keys of <see cref="ArraySpec"/>, and those by which a file names a task table.</summary>
internal static class ArrayFields
{
    public static ObjectReader<ArrayDraft> Draft { get; } = new("an array", new ArrayDraft(),
    [
        Field<ArrayDraft>.Of("size", Scalars.WholeNumber("the size of an array", least: 1), (array, value) => array with { Size = value }),
        Field<ArrayDraft>.Of<TaskTable>("tasks", InlineTasks.TryRead, (array, value) => array with { Tasks = value }),
        Field<ArrayDraft>.Of("taskTable", Scalars.Line("the path of a task table", longest: 4096), (array, value) => array with { TaskTable = value }),
        Field<ArrayDraft>.Of("rows", TryReadRows(), (array, value) => array with { Rows = value }),
        Field<ArrayDraft>.Of("parallelism", Scalars.WholeNumber("the number of children at a time", least: 1), (array, value) => array with { Parallelism = value }),
    ],
    Check);

    /// <summary>The array, or its size in its place.</summary>
    public static ValueReader<ArraySpec> Reader { get; } =
        ShortForm.Number("the size of an array", size => new ArraySpec { Size = size }, TryRead);

    private static bool TryRead(Node node, Scope scope, [MaybeNullWhen(false)] out ArraySpec value)
    {
        value = null;
        if (!Draft.TryRead(node, scope, out var draft))
        {
            return false;
        }

        var mapping = (MappingNode)node;
        if (draft.Rows is null && mapping.Has("rows"))
        {
            return false;
        }

        var tasks = draft.Tasks;
        if (draft.TaskTable is not null && (!mapping.TryGet("taskTable", out var entry)
            || !scope.Tables.TryGet(draft.TaskTable, draft.Rows, entry.Value.Start, scope.Key("taskTable"), out tasks)))
        {
            return false;
        }

        value = new ArraySpec { Size = draft.Size, Tasks = tasks, Parallelism = draft.Parallelism };
        return true;
    }

    private static ValueReader<TaskRowRange> TryReadRows() => (Node node, Scope scope, [MaybeNullWhen(false)] out TaskRowRange value) =>
    {
        value = null;
        return Scalars.Text("a range of rows", asWritten: true)(node, scope, out var text)
            && (TaskRowRange.TryParse(text, out value)
                || Scalars.Refuse(scope, node, $"{Quote.Text(text)} is not a range of rows; write 7 for one row, 2-5 for some, 3- for the rest. Rows count from 1, without the header."));
    };

    private static void Check(ArrayDraft draft, MappingNode node, Scope scope)
    {
        string[] sources = ["size", "tasks", "taskTable"];
        var given = sources.Where(node.Has).ToList();
        if (given.Count == 0)
        {
            scope.Report(node.Start, "an array needs one of 'size', 'tasks' and 'taskTable'.");
        }

        foreach (var extra in given.Skip(1))
        {
            node.TryGet(extra, out var entry);
            scope.Key(extra).Report(entry!.KeyStart, $"'{extra}' and '{given[0]}' both say how many children there are; remove one.");
        }

        if (node.TryGet("rows", out var rows) && !node.Has("taskTable"))
        {
            scope.Key("rows").Report(rows.KeyStart, "'rows' picks rows of a 'taskTable', and there is none; remove it.");
        }
    }
}
