using MultiBatch.JobFiles.Tables;
using MultiBatch.Jobs;
using MultiBatch.PowerShell.Binding;

namespace MultiBatch.PowerShell.Submitting;

/// <summary>Reads the files that parameters and columns name. Paths count from the session's location, not from that of the process.</summary>
internal sealed class SpecReading
{
    private readonly Func<string, string> _fullPath;
    private readonly Dictionary<string, TaskTable> _tables = new(StringComparer.Ordinal);

    public SpecReading(Func<string, string> fullPath) => _fullPath = fullPath;

    public string ReadText(string path, string field)
    {
        try
        {
            return File.ReadAllText(_fullPath(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CmdletInputException($"{field}: '{path}' cannot be read: {e.Message}", path);
        }
    }

    public TaskTable ReadTable(string path, string field)
    {
        var full = _fullPath(path);
        if (!_tables.TryGetValue(full, out var table))
        {
            var result = TaskTableReader.Read(full);
            _tables[full] = table = result.Table ?? throw new CmdletInputException([.. result.Problems.Select(problem => $"{field}: {problem}")], path);
        }

        return table;
    }
}
