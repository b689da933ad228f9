namespace MultiBatch.JobFiles;

/// <summary>The JSON Schema of job files (draft 2020-12), by which editors complete and check them.</summary>
public static class JobFileSchema
{
    private const string Resource = "MultiBatch.JobFiles.job-file.schema.json";

    private static readonly Lazy<string> Loaded = new(Load);

    /// <summary>The usual name of its file.</summary>
    public const string FileName = "job-file.schema.json";

    /// <summary>The schema, as JSON.</summary>
    public static string Text => Loaded.Value;

    private static string Load()
    {
        using var stream = typeof(JobFileSchema).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
