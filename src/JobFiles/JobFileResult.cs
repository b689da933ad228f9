using MultiBatch.JobFiles.Problems;

namespace MultiBatch.JobFiles;

/// <summary>A job file, or every problem that keeps it from being read.</summary>
public sealed class JobFileResult
{
    internal JobFileResult(string source, JobFile? file, IReadOnlyList<JobFileProblem> problems)
    {
        Source = source;
        File = file;
        Problems = problems;
    }

    /// <summary>The file, as it was named to the reader.</summary>
    public string Source { get; }

    /// <summary>What the file holds; null when there are problems.</summary>
    public JobFile? File { get; }

    /// <summary>The problems, in the order of the file. Empty when there is a file.</summary>
    public IReadOnlyList<JobFileProblem> Problems { get; }

    /// <summary>What the file holds.</summary>
    /// <exception cref="BatchException">There are problems: <see cref="BatchErrorCode.InvalidSpec"/>, with a message that lists all of them.</exception>
    public JobFile GetFile() => File ?? throw Problems.ToException(Source);
}
