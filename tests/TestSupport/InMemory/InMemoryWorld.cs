namespace MultiBatch.TestSupport.InMemory;

/// <summary>What is outside the service and its tasks: gates a test opens, marks that tasks leave, files and secrets. Thread-safe.</summary>
public sealed class InMemoryWorld
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _marks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _secrets = new(StringComparer.Ordinal);

    public bool IsOpen(string gate)
    {
        lock (_gate)
        {
            return _open.Contains(gate);
        }
    }

    /// <summary>Lets the tasks go on that wait for this gate, and those that come to it later.</summary>
    public void Open(string gate)
    {
        lock (_gate)
        {
            _open.Add(gate);
        }
    }

    /// <summary>How often tasks have left this mark.</summary>
    public int CountMarks(string name)
    {
        lock (_gate)
        {
            return _marks.GetValueOrDefault(name);
        }
    }

    public string? ReadFile(string path)
    {
        lock (_gate)
        {
            return _files.GetValueOrDefault(path);
        }
    }

    public void WriteFile(string path, string text)
    {
        lock (_gate)
        {
            _files[path] = text;
        }
    }

    /// <summary>A secret, found by the reference <c>memory:NAME</c>.</summary>
    public void SetSecret(string name, string value)
    {
        lock (_gate)
        {
            _secrets[name] = value;
        }
    }

    internal int AddMark(string name)
    {
        lock (_gate)
        {
            return _marks[name] = _marks.GetValueOrDefault(name) + 1;
        }
    }

    internal string? FindSecret(string name)
    {
        lock (_gate)
        {
            return _secrets.GetValueOrDefault(name);
        }
    }
}
