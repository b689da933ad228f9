using MultiBatch.Providers.Local.Limits;
using MultiBatch.Providers.Local.Processes;
using MultiBatch.Providers.Local.Processes.Portable;
using MultiBatch.Providers.Local.Processes.Unix;
using MultiBatch.Providers.Local.Processes.Variables;
using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Tests.Processes.Support;

/// <summary>A folder for attempts and a launcher of one kind.</summary>
internal sealed class LaunchRig : IDisposable
{
    private readonly bool _ownsFolder;
    private int _last;

    public LaunchRig(LaunchKind kind, IResourceLimiter? limiter = null, string? folder = null)
    {
        Kind = kind;
        _ownsFolder = folder is null;
        Folder = folder ?? Directory.CreateTempSubdirectory("multibatch-test-").FullName;
        Folders = new AttemptFolders(Path.Combine(Folder, "attempts"), EngineName.ReadOrCreate(Path.Combine(Folder, "engine")), TimeProvider.System);
        Launcher = CreateLauncher(kind, limiter ?? LimiterFactory.None("not asked for"));
    }

    public LaunchKind Kind { get; }

    public string Folder { get; }

    public AttemptFolders Folders { get; }

    public IProcessLauncher Launcher { get; }

    public StartMode Mode => Kind == LaunchKind.Direct ? StartMode.Direct : StartMode.Recorded;

    public string NewId() => $"attempt-{Interlocked.Increment(ref _last)}";

    public string PathOf(string name) => Path.Combine(Folder, name);

    public LaunchRequest Request(
        JobCommand command,
        string? id = null,
        IEnumerable<KeyValuePair<string, string>>? variables = null,
        ResourceLimits? limits = null,
        bool merge = false,
        AttemptPaths? paths = null,
        Action<ExitReport>? onExit = null)
    {
        paths ??= Folders.Create(id ?? NewId());
        return new LaunchRequest
        {
            Paths = paths,
            Command = command,
            Mode = Mode,
            MergeOutput = merge,
            Limits = limits ?? ResourceLimits.None,
            Environment = AttemptEnvironment.FromHost().Build(paths, variables ?? [], []),
            OnExit = onExit,
        };
    }

    /// <summary>Starts a shell script that must start.</summary>
    public (IRunningAttempt Attempt, AttemptPaths Paths) Start(string script, ResourceLimits? limits = null, Action<ExitReport>? onExit = null)
    {
        var request = Request(JobCommand.FromScript(script), limits: limits, onExit: onExit);
        var result = Launcher.Launch(request);
        Assert.True(result.Attempt is not null, result.Error?.Message ?? "claimed before");
        return (result.Attempt, request.Paths);
    }

    public Task<JobEnd> RunScriptAsync(string script, ResourceLimits? limits = null, bool merge = false) =>
        RunAsync(Request(JobCommand.FromScript(script), limits: limits, merge: merge));

    public Task<JobEnd> RunAsync(params string[] command) => RunAsync(Request(JobCommand.Program(command)));

    /// <summary>Runs to the end; an error at the start counts as an end.</summary>
    public async Task<JobEnd> RunAsync(LaunchRequest request)
    {
        var result = Launcher.Launch(request);
        Assert.False(result.IsAlreadyClaimed);
        var report = result.Attempt is { } attempt ? await attempt.Exit.Soon() : ExitReport.StartFailed(result.Error!.Message, DateTimeOffset.UtcNow);
        return new JobEnd { Report = report, Output = ReadLog(request.Paths.OutputFile), Error = ReadLog(request.Paths.ErrorFile) };
    }

    public void Dispose()
    {
        Launcher.Dispose();
        if (_ownsFolder)
        {
            new FolderRemover(Path.GetTempPath()).Remove(Folder);
        }
    }

    private static string ReadLog(string path) => File.Exists(path) ? File.ReadAllText(path) : string.Empty;

    private static IProcessLauncher CreateLauncher(LaunchKind kind, IResourceLimiter limiter) => kind switch
    {
        LaunchKind.Portable => new PortableLauncher(TimeProvider.System),
        LaunchKind.RecordedByBash => new UnixLauncher(limiter, TimeProvider.System, "/bin/bash"),
        LaunchKind.RecordedByThreads => new UnixLauncher(limiter, TimeProvider.System, useProcessDescriptors: false),
        _ => new UnixLauncher(limiter, TimeProvider.System),
    };
}
