using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Engine.Records;
using MultiBatch.Providers.Local.Engine.State;
using MultiBatch.Providers.Local.Journal;
using MultiBatch.Providers.Local.Journal.Storage;
using MultiBatch.Providers.Local.Processes;
using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Engine;

/// <summary>What lies where in a state folder, and what is made from it.</summary>
internal static class EngineFolders
{
    private const string AttemptsName = "attempts";
    private const string NameFile = "engine.name";

    public static Task<StateJournal<StateChange, SnapshotItem>> OpenJournalAsync(EngineOptions options, EngineState state, CancellationToken cancellationToken)
    {
        var journal = new JournalOptions<StateChange, SnapshotItem>
        {
            Folder = options.Folder ?? new StateFolder(options.StateFolder, options.Time),
            Records = new JsonRecordSerializer<StateChange>(RecordJson.Stored.StateChange),
            Items = new JsonRecordSerializer<SnapshotItem>(RecordJson.Stored.SnapshotItem),
            HeldLock = options.HeldLock,
            Time = options.Time,
            Logger = options.Logger,
            FailurePoint = options.FailurePoint,
        };
        return StateJournal<StateChange, SnapshotItem>.OpenAsync(
            options.SnapshotAfter is { } size ? journal with { SnapshotAfter = size } : journal,
            state,
            cancellationToken);
    }

    /// <summary>The folders of the attempts and what starts them. To be called once the state folder is locked.</summary>
    /// <exception cref="BatchException">The state folder cannot be used.</exception>
    public static (AttemptFolders Folders, IProcessLauncher Launcher) OpenAttempts(EngineOptions options)
    {
        try
        {
            var root = Path.GetFullPath(options.StateFolder);
            var name = EngineName.ReadOrCreate(Path.Combine(root, NameFile));
            var folders = new AttemptFolders(Path.Combine(root, AttemptsName), name, options.Time);
            return (folders, options.Launcher?.Invoke() ?? LauncherFactory.Create(options.LaunchPath, name, options.Time));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw EngineErrors.New(BatchErrorCode.Provider, $"The state folder '{options.StateFolder}' cannot be used: {error.Message}", options.StateFolder);
        }
    }
}
