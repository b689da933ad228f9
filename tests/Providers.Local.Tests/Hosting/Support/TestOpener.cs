using System.Collections.Concurrent;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Hosting.Addresses;
using MultiBatch.Providers.Local.Journal;
using MultiBatch.Providers.Local.Journal.Storage;

namespace MultiBatch.Providers.Local.Tests.Hosting.Support;

/// <summary>
/// Opens fake engines, one at a time, as the lock of the folder says. What one has accepted the next one knows.
/// </summary>
internal sealed class TestOpener
{
    private readonly ConcurrentQueue<string> _accepted = new();

    /// <summary>Every engine there was.</summary>
    public ConcurrentQueue<FakeEngine> Engines { get; } = new();

    /// <summary>Every submission that was accepted, by whichever engine.</summary>
    public IReadOnlyCollection<string> Accepted => _accepted;

    /// <summary>Prepares an engine before it is used.</summary>
    public Action<FakeEngine> OnOpen { get; set; } = _ => { };

    public Task<ILocalEngine> OpenAsync(StateDirectory state, CancellationToken cancellationToken)
    {
        var held = FolderLock.TryAcquire(state.Path, TimeProvider.System)
            ?? throw JournalErrors.FolderInUse(state.Path, LockOwner.Find(state.Path));
        var ended = 0;
        var engine = new FakeEngine();
        engine.OnSubmit = (request, _) =>
        {
            if (Volatile.Read(ref ended) != 0)
            {
                throw new InvalidOperationException("A submit after the end of the engine.");
            }

            foreach (var item in request.Items)
            {
                _accepted.Enqueue(item.SubmissionId);
            }

            return Task.CompletedTask;
        };
        OnOpen(engine);
        var shutdown = engine.OnShutdown;
        engine.OnShutdown = async (request, token) =>
        {
            await shutdown(request, token);
            Volatile.Write(ref ended, 1);
            held.Dispose();
        };
        Engines.Enqueue(engine);
        return Task.FromResult<ILocalEngine>(engine);
    }
}
