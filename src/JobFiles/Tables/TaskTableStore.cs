using System.Diagnostics.CodeAnalysis;
using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Syntax;
using MultiBatch.Jobs;

namespace MultiBatch.JobFiles.Tables;

/// <summary>
/// The task tables a job file names. Reading the file once tells which ones it wants; they are then loaded, each once, with or without
/// blocking, and the file is read again with them at hand.
/// </summary>
/// <param name="folder">Where relative paths begin; null when there is no such place.</param>
internal sealed class TaskTableStore(string? folder)
{
    private readonly Dictionary<(string Path, TaskRowRange? Rows), TaskTableResult?> _tables = [];

    /// <summary>The tables that are wanted and not loaded.</summary>
    public IReadOnlyList<(string Path, TaskRowRange? Rows)> Wanted =>
        _tables.Where(table => table.Value is null).Select(table => table.Key).ToList();

    public void Add((string Path, TaskRowRange? Rows) key, TaskTableResult table) => _tables[key] = table;

    /// <summary>The table; false when it is not loaded yet, or has problems, which are then reported.</summary>
    public bool TryGet(string path, TaskRowRange? rows, Position at, Scope scope, [MaybeNullWhen(false)] out TaskTable table)
    {
        table = null;
        if (folder is null && !IsRooted(path))
        {
            scope.Report(at, $"{Quote.Text(path)} is a relative path, and this text comes from no folder; write an absolute path, or the rows under 'tasks'.");
            return false;
        }

        var key = (IsRooted(path) ? path : Path.Join(folder, path), rows);
        if (!_tables.TryGetValue(key, out var result))
        {
            _tables.Add(key, null);
        }

        if (result is null)
        {
            return false;
        }

        foreach (var problem in result.Problems)
        {
            Report(problem, result.Source, at, scope);
        }

        table = result.Table;
        return table is not null;
    }

    // A table that cannot be opened is a problem of the line that names it.
    private static void Report(JobFileProblem problem, string source, Position at, Scope scope)
    {
        if (problem.Location.Line == 0)
        {
            scope.Report(at, $"'{Quote.Message(source)}': {problem.Message}");
        }
        else
        {
            scope.Report(problem);
        }
    }

    // Not Path.IsPathRooted: the older framework throws for characters the system does not take.
    private static bool IsRooted(string path) =>
        path[0] == Path.DirectorySeparatorChar || path[0] == Path.AltDirectorySeparatorChar
        || (Path.VolumeSeparatorChar != Path.DirectorySeparatorChar && path.Contains(Path.VolumeSeparatorChar));
}
