namespace MultiBatch.Emulators.Google;

/// <summary>Settings of a <see cref="GoogleEmulator"/>. Every one has a working default.</summary>
public sealed record GoogleEmulatorOptions : EmulatorOptions
{
    /// <summary>The id of the only project there is. Default: <c>emulated-project</c>.</summary>
    public string Project { get; init; } = "emulated-project";

    /// <summary>The number of the project, which some names in replies carry. Default: 123456789012.</summary>
    public long ProjectNumber { get; init; } = 123456789012;

    /// <summary>The access token requests must bear. Default: one made up at the start, see <see cref="GoogleEmulator.AccessToken"/>.</summary>
    public string? AccessToken { get; init; }

    /// <summary>
    /// False to take requests without looking at their token. What comes in runs commands of this host: leave it true where others can open its
    /// ports. Default: true.
    /// </summary>
    public bool VerifyTokens { get; init; } = true;

    /// <summary>How long the service takes for what it does by itself. Default: <see cref="GoogleDelays.Brief"/>.</summary>
    public GoogleDelays Delays { get; init; } = GoogleDelays.Brief;

    /// <summary>How long jobs are known after their end, shortened by <see cref="EmulatorOptions.TimeScale"/>. Default: 60 days.</summary>
    public TimeSpan JobHistory { get; init; } = TimeSpan.FromDays(60);

    /// <summary>
    /// Whether the tasks that have not started when another one fails for good are left unexecuted. Nobody has confirmed which it is. Default: no, all
    /// tasks run.
    /// </summary>
    public bool FailureStopsGroup { get; init; }

    /// <summary>
    /// Buckets that jobs may mount: the name of each and the folder of this host that holds its objects. A process sees the host's files where they are,
    /// so a bucket can only be mounted onto its own folder. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Buckets { get; init; } = new Dictionary<string, string>();
}
