using MultiBatch.Providers.Local.Journal;
using MultiBatch.Providers.Local.Journal.Storage;

namespace MultiBatch.Providers.Local.Tests.Journal.Support;

/// <summary>
/// A process that opens a journal, says how much it found, and then appends one number after the other as fast as it can, with
/// snapshots and changes of file in between. Each number is printed once it is acknowledged.
/// </summary>
internal static class JournalWriterRole
{
    public const string Name = "journal-writer";

    private const int SnapshotEvery = 40;

    public static async Task<int> RunAsync(string folder)
    {
        var replay = new CollectingReplay();
        await using var journal = await TestJournal.OpenAsync(
            new StateFolder(folder, TimeProvider.System),
            replay,
            options => options with { FileSize = new ByteSize(2000) });
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        var isWhole = replay.State.SequenceEqual(Enumerable.Range(0, replay.State.Count));
        await output.WriteLineAsync($"found {replay.State.Count} {(isWhole ? "whole" : string.Join(',', replay.State))}");
        var snapshot = Task.CompletedTask;
        for (var id = replay.State.Count; ; id++)
        {
            await journal.AppendAsync(id);
            await output.WriteLineAsync($"{id}");
            if (id % SnapshotEvery == 0 && snapshot.IsCompleted)
            {
                await snapshot;
                snapshot = journal.SnapshotAsync(TestJournal.Totals(id + 1), CancellationToken.None);
            }
        }
    }
}
