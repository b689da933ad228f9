namespace MultiBatch.Providers.Local.Processes.Unix;

/// <summary>One call of posix_spawn.</summary>
internal sealed class SpawnCall
{
    /// <summary>The program, as an absolute path.</summary>
    public required string Path { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; }

    /// <summary>Null: the folder of this process.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Null: thrown away.</summary>
    public string? OutputFile { get; init; }

    /// <summary>Null: goes where the output goes.</summary>
    public string? ErrorFile { get; init; }

    /// <summary>Whether the output file must be new: then its creation claims the attempt.</summary>
    public bool OutputMustBeNew { get; init; }

    /// <summary>
    /// Whether the standard error of the job is opened as descriptor 3, because a shell comes first whose own messages do
    /// not belong into the job's log.
    /// </summary>
    public bool ShellFirst { get; init; }
}
