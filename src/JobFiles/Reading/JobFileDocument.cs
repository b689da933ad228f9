using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Syntax;
using MultiBatch.JobFiles.Tables;

namespace MultiBatch.JobFiles.Reading;

/// <summary>A job file between its text and its meaning: its nodes, or why it has none.</summary>
internal sealed class JobFileDocument
{
    private readonly string _source;
    private readonly Node? _root;
    private readonly bool _isReadable;
    private readonly ProblemList _problems;

    private JobFileDocument(string source, Node? root, bool isReadable, ProblemList problems, TaskTableStore tables)
    {
        _source = source;
        _root = root;
        _isReadable = isReadable;
        _problems = problems;
        Tables = tables;
    }

    /// <summary>The task tables that the file names.</summary>
    public TaskTableStore Tables { get; }

    public static JobFileDocument Parse(Func<string> load, JobFileFormat format, string source, string? folder)
    {
        var problems = new ProblemList(source);
        var tables = new TaskTableStore(folder);
        var scope = Scope.Root(new ReadContext(problems, tables));
        try
        {
            return new JobFileDocument(source, Compose(load(), format, source, scope), isReadable: true, problems, tables);
        }
        catch (SourceRefusedException e)
        {
            (e.Scope ?? scope).Report(e.Position, e.Message);
            return new JobFileDocument(source, null, isReadable: false, problems, tables);
        }
    }

    /// <summary>Says what the nodes mean. Task tables that are not loaded are noted as wanted; the result then says nothing.</summary>
    public JobFileResult Interpret()
    {
        var problems = new ProblemList(_source);
        foreach (var problem in _problems.ToList())
        {
            problems.Add(problem);
        }

        var file = _isReadable ? RootReader.Read(_root, _source, Scope.Root(new ReadContext(problems, Tables))) : null;
        return problems.IsEmpty
            ? new JobFileResult(_source, file, [])
            : new JobFileResult(_source, null, problems.ToList());
    }

    private static Node? Compose(string text, JobFileFormat format, string source, Scope scope)
    {
        if (text.Length > SourceLimits.MaxBytes)
        {
            throw new SourceRefusedException(default, SourceFile.Message);
        }

        text = text.Length > 0 && text[0] == '\uFEFF' ? text.Substring(1) : text;
        SourceText.Check(text);
        return FormatOf(text, format, source) == JobFileFormat.Json ? JsonComposer.Compose(text, scope) : YamlComposer.Compose(text, scope);
    }

    private static JobFileFormat FormatOf(string text, JobFileFormat format, string source) => format != JobFileFormat.Auto ? format
        : source.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || source.EndsWith(".jsonc", StringComparison.OrdinalIgnoreCase) ? JobFileFormat.Json
        : source.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || source.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) ? JobFileFormat.Yaml
        : LooksLikeJson(text) ? JobFileFormat.Json
        : JobFileFormat.Yaml;

    // An object of JSON begins with a quoted key or a comment; a flow map of YAML hardly ever does, and if it does it is JSON but for details.
    private static bool LooksLikeJson(string text)
    {
        var start = text.TrimStart();
        return start.StartsWith("//", StringComparison.Ordinal) || start.StartsWith("/*", StringComparison.Ordinal)
            || (start.StartsWith('{') && start.Substring(1).TrimStart() is ['"' or '}' or '/', ..]);
    }
}
