namespace MultiBatch.Providers.Local;

/// <summary>Settings of a <see cref="LocalBatchProvider"/>. Every one has a working default.</summary>
/// <remarks>
/// The engine takes them when it begins. One that runs already, in another process, goes on with its own.
/// </remarks>
public sealed record LocalBatchOptions
{
    /// <summary>
    /// The folder of the durable state: jobs, their output, their scratch folders. One engine works in it at a time.
    /// Default: <c>local</c> in the user's data folder (<c>MULTIBATCH_HOME</c>, else the platform's usual place for <c>multibatch</c>).
    /// </summary>
    public string? StateDirectory { get; init; }

    /// <summary>Where the engine runs. Default: <see cref="HostMode.InProcess"/>.</summary>
    public HostMode HostMode { get; init; }

    /// <summary>
    /// With <see cref="HostMode.Detached"/>: makes the command line (program first) that starts an engine with the arguments given;
    /// the program hands them to <c>LocalEngineHost.RunAsync</c>. Default: this program, if it is <c>multibatch</c>.
    /// </summary>
    public Func<IReadOnlyList<string>, IReadOnlyList<string>?>? EngineCommand { get; init; }

    /// <summary>With <see cref="HostMode.Detached"/>: how long nobody must need the engine before it ends. Default: 10 seconds.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a task that is stopped, or has run into its timeout, has between the request to end (SIGTERM) and the kill; zero to kill at
    /// once. Default: 30 seconds.
    /// </summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long later jobs may be started before one that does not fit into the free room. After that room is kept for it. Default: 30 seconds.
    /// </summary>
    public TimeSpan LongestBypass { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The most that is kept of each output stream of an attempt, from its beginning; null for all of it. Default: 64 MiB.
    /// </summary>
    public ByteSize? LargestLog { get; init; } = ByteSize.FromMebibytes(64);

    /// <summary>True to keep the scratch folders of attempts that did not succeed. Default: false.</summary>
    public bool KeepFailedScratch { get; init; }

    /// <summary>
    /// True to start processes as on a platform that has nothing better than the runtime's own means: tasks then do not outlive the engine.
    /// Default: what the environment variable <c>MULTIBATCH_LOCAL_LAUNCH</c> says (<c>portable</c>), otherwise the best this platform has.
    /// </summary>
    public bool? PortableLaunch { get; init; }
}
