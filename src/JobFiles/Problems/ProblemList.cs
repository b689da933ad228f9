using MultiBatch.JobFiles.Syntax;

namespace MultiBatch.JobFiles.Problems;

/// <summary>Collects the problems of a file; each once, although a value behind an alias is read wherever it is used.</summary>
internal sealed class ProblemList(string file)
{
    /// <summary>After so many nobody reads on; the rest is counted.</summary>
    public const int Most = 100;

    private readonly List<JobFileProblem> _problems = [];
    private readonly HashSet<JobFileProblem> _known = [];
    private int _more;

    public string File { get; } = file;

    public bool IsEmpty => _problems.Count == 0;

    public void Add(Position at, string pointer, string field, string message) => Add(new JobFileProblem
    {
        Location = new JobFileLocation { File = File, Line = at.Line, Column = at.Column },
        Pointer = pointer,
        Field = field,
        Message = message,
    });

    public void Add(JobFileProblem problem)
    {
        if (_problems.Count >= Most)
        {
            _more++;
        }
        else if (_known.Add(problem with { Pointer = string.Empty, Field = string.Empty }))
        {
            _problems.Add(problem);
        }
    }

    /// <summary>The problems in the order of the file, tables last.</summary>
    public IReadOnlyList<JobFileProblem> ToList()
    {
        var sorted = _problems
            .OrderBy(problem => problem.Location.File == File ? 0 : 1)
            .ThenBy(problem => problem.Location.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.Location.Line)
            .ThenBy(problem => problem.Location.Column)
            .ToList();
        if (_more > 0)
        {
            sorted.Add(new JobFileProblem
            {
                Location = new JobFileLocation { File = File, Line = 0, Column = 0 },
                Pointer = string.Empty,
                Field = string.Empty,
                Message = $"there are {_more} more problems; they show once these are gone.",
            });
        }

        return sorted.AsReadOnly();
    }
}
