using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Hosting;
using MultiBatch.Providers.Local.Hosting.Logging;
using MultiBatch.Providers.Local.Hosting.Server;
using MultiBatch.Providers.Local.Hosting.Starting;
using MultiBatch.Providers.Local.Journal;
using MultiBatch.Providers.Local.Journal.Storage;

namespace MultiBatch.Providers.Local.Tests.Hosting.Support;

/// <summary>
/// A fake engine in a process of its own: <c>fake-engine TRAIT… --state FOLDER …</c> with the real hosting around it. What it accepts it writes to
/// a file before it says so, and the next one reads it.
/// </summary>
internal static class FakeEngineRole
{
    public const string Name = "fake-engine";

    /// <summary>Trait: speaks protocol version 2.</summary>
    public const string NewProtocol = "newProtocol";

    /// <summary>Trait: always has something to do.</summary>
    public const string Busy = "busy";

    /// <summary>Trait: does not wait for a folder that somebody else has.</summary>
    public const string Impatient = "impatient";

    /// <summary>The id of a submission that is accepted but never answered, and of a job that the first engine never describes.</summary>
    public const string Hang = "hang";

    private const string AcceptedName = "accepted.txt";
    private const string BegunName = "begun.txt";

    public static async Task<int> RunAsync(string[] arguments)
    {
        var traits = arguments.TakeWhile(argument => !argument.StartsWith('-')).ToList();
        var options = EngineArguments.Read(arguments[traits.Count..]);
        var host = new HostOptions { Server = new ServerOptions { Protocol = EngineProtocol.Version + (traits.Contains(NewProtocol) ? 1 : 0) } };
        var logger = new EngineLogFile(Path.Combine(options.StateDirectory!, "engine.log"), EngineLogFile.DefaultSize, TimeProvider.System);
        var process = new EngineProcess(options, (state, _) => Task.FromResult(Open(state.Path, traits)), host, TimeProvider.System, logger)
        {
            FolderTimeout = TimeSpan.FromSeconds(traits.Contains(Impatient) ? 0 : 30),
        };
        return await process.RunAsync(CancellationToken.None);
    }

    /// <summary>What engines of this folder have accepted.</summary>
    public static IReadOnlyList<string> Accepted(string folder) => Lines(Path.Combine(folder, AcceptedName));

    /// <summary>Requests that hang.</summary>
    public static IReadOnlyList<string> Begun(string folder) => Lines(Path.Combine(folder, BegunName));

    private static IReadOnlyList<string> Lines(string path) => File.Exists(path) ? File.ReadAllLines(path) : [];

    private static ILocalEngine Open(string folder, List<string> traits)
    {
        var held = FolderLock.TryAcquire(folder, TimeProvider.System) ?? throw JournalErrors.FolderInUse(folder, LockOwner.Find(folder));
        var engine = new FakeEngine { IsIdle = !traits.Contains(Busy) };
        foreach (var id in Accepted(folder))
        {
            engine.Submitted.Enqueue(FakeEngine.SubmitOf(id).Items[0]);
        }

        var write = new Lock();
        engine.OnSubmit = async (request, token) =>
        {
            lock (write)
            {
                File.AppendAllLines(Path.Combine(folder, AcceptedName), request.Items.Select(item => item.SubmissionId));
            }

            await HangAsync(request.Items.Any(item => item.SubmissionId == Hang), token);
        };
        engine.OnGetJobs = (request, token) => HangAsync(request.References.Any(job => job.Id == Hang) && Begun(folder).Count == 0, token);
        engine.OnShutdown = (_, _) =>
        {
            held.Dispose();
            return Task.CompletedTask;
        };
        return engine;

        async Task HangAsync(bool hangs, CancellationToken token)
        {
            if (hangs)
            {
                await File.AppendAllLinesAsync(Path.Combine(folder, BegunName), [Hang], token);
                await Task.Delay(Timeout.Infinite, token);
            }
        }
    }
}
