namespace MultiBatch.JobFiles;

/// <summary>Something in a job file or a task table that keeps it from being read.</summary>
public sealed record JobFileProblem
{
    /// <summary>Where it is: in the job file, or in the task table it names.</summary>
    public required JobFileLocation Location { get; init; }

    /// <summary>The place within the file as a JSON Pointer, as <c>/jobs/0/resources/memory</c>; empty for the file as a whole and in tables.</summary>
    public required string Pointer { get; init; }

    /// <summary>The same for people, as <c>jobs[0].resources.memory</c>; in a table the name of the column. Empty for the file as a whole.</summary>
    public required string Field { get; init; }

    /// <summary>
    /// What was found, what was expected, the nearest known key where there is one, and the way out. Never the value of an environment
    /// variable, a parameter or a secret.
    /// </summary>
    public required string Message { get; init; }

    /// <summary>The problem as <c>job.yaml:12:5: resources.memory: '16 gigs' is not a size; …</c>, on one line.</summary>
    public override string ToString() => Field.Length == 0 ? $"{Location}: {Message}" : $"{Location}: {Field}: {Message}";
}
