namespace MultiBatch.JobFiles.Problems;

/// <summary>Problems as the exception that callers of the throwing forms get.</summary>
internal static class ProblemExtensions
{
    public static BatchException ToException(this IReadOnlyList<JobFileProblem> problems, string source)
    {
        var message = problems.Count == 1
            ? problems[0].ToString()
            : $"{source} has {problems.Count} problems:" + string.Concat(problems.Select(problem => Environment.NewLine + "  " + problem));
        return new BatchException(BatchErrorCode.InvalidSpec, message) { Resource = problems[0].Pointer };
    }
}
