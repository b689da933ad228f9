namespace MultiBatch.JobFiles.Tests.Samples;

/// <summary>Reads texts as files named job.yaml and job.json.</summary>
internal static class Files
{
    public static JobFileResult Yaml(string text, string? folder = null) => JobFileReader.Parse(text, JobFileFormat.Yaml, "job.yaml", folder);

    public static JobFileResult Json(string text, string? folder = null) => JobFileReader.Parse(text, JobFileFormat.Json, "job.json", folder);

    /// <summary>What a valid file holds; otherwise fails with its problems.</summary>
    public static JobFile Content(this JobFileResult result)
    {
        Assert.True(result.File is not null, string.Join('\n', result.Problems));
        Assert.Empty(result.Problems);
        return result.File;
    }

    /// <summary>The only problem of a file, as text.</summary>
    public static string OnlyProblem(this JobFileResult result)
    {
        Assert.Null(result.File);
        return Assert.Single(result.Problems).ToString();
    }

    public static IEnumerable<string> Texts(this JobFileResult result) => result.Problems.Select(problem => problem.ToString());
}
