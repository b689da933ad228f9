using MultiBatch.Providers.Local.Journal;
using MultiBatch.Providers.Local.Journal.Storage;

namespace MultiBatch.Providers.Local.Tests.Journal.Support;

/// <summary>Opens journals over the records of the tests.</summary>
internal static class TestJournal
{
    public static JournalOptions<Change, Total> Options(IStateFolder folder) => new()
    {
        Folder = folder,
        Records = new JsonRecordSerializer<Change>(ChangeJson.Default.Change),
        Items = new JsonRecordSerializer<Total>(ChangeJson.Default.Total),
        LazyDelay = TimeSpan.Zero,
    };

    public static Task<StateJournal<Change, Total>> OpenAsync(
        IStateFolder folder,
        CollectingReplay? replay = null,
        Func<JournalOptions<Change, Total>, JournalOptions<Change, Total>>? configure = null)
    {
        var options = Options(folder);
        return StateJournal<Change, Total>.OpenAsync(configure?.Invoke(options) ?? options, replay ?? new CollectingReplay(), CancellationToken.None);
    }

    /// <summary>Opens, reads and closes: the state as the next start would find it.</summary>
    public static async Task<CollectingReplay> ReadAsync(IStateFolder folder)
    {
        var replay = new CollectingReplay();
        await using var journal = await OpenAsync(folder, replay);
        return replay;
    }

    public static Task AppendAsync(this StateJournal<Change, Total> journal, int id) =>
        journal.AppendAsync(Change.Of(id), CancellationToken.None);

    /// <summary>Appends several records that end up in one group commit.</summary>
    public static Task AppendTogetherAsync(this StateJournal<Change, Total> journal, params int[] ids)
    {
        // Nobody waits for all but the last, and the tests that need one commit hold the clock still.
        foreach (var id in ids.Take(ids.Length - 1))
        {
            journal.Append(Change.Of(id));
        }

        return journal.AppendAsync(ids[^1]);
    }

    public static IEnumerable<Total> Totals(int count) => Enumerable.Range(0, count).Select(id => new Total { Id = id });
}
