using FsCheck;
using FsCheck.Fluent;
using MultiBatch.Providers.Local.Journal;
using MultiBatch.Providers.Local.Tests.Journal.Support;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Providers.Local.Tests.Journal;

/// <summary>
/// The process is killed, or the power fails, before each single file operation of a run: the next start finds every acknowledged
/// record, no invented one, and goes on.
/// </summary>
public sealed class CrashTests
{
    private enum Step
    {
        Append,
        AppendSeveral,
        Snapshot,
        Reopen,
    }

    [Fact]
    public async Task No_step_of_a_run_with_snapshots_and_changes_of_file_can_be_interrupted_with_a_loss()
    {
        Step[] steps =
        [
            Step.Append, Step.AppendSeveral, Step.Snapshot, Step.Append, Step.AppendSeveral, Step.AppendSeveral, Step.Reopen,
            Step.Append, Step.Snapshot, Step.Snapshot, Step.AppendSeveral, Step.Reopen, Step.Append,
        ];
        var crashes = 0;
        for (var seed = 0; seed < 4; seed++)
        {
            crashes += await RunAsync(steps, seed);
        }

        Assert.True(crashes > 400, $"only {crashes} crashes were tried");
    }

    [Fact]
    public void No_step_of_any_run_can_be_interrupted_with_a_loss() =>
        Prop.ForAll(
            Gen.Elements(Enum.GetValues<Step>()).NonEmptyListOf().ToArbitrary(),
            Gen.Choose(0, int.MaxValue).ToArbitrary(),
            (steps, seed) => RunAsync([.. steps.Take(12)], seed).GetAwaiter().GetResult() > 0)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public async Task Each_step_between_two_files_is_announced_for_tests_that_let_a_process_die_there()
    {
        var points = new List<string>();
        await using (var journal = await TestJournal.OpenAsync(new MemoryStateFolder(), configure: options => options with
        {
            FailurePoint = point =>
            {
                lock (points)
                {
                    points.Add(point);
                }
            },
        }))
        {
            await journal.AppendAsync(0);
            await journal.SnapshotAsync(TestJournal.Totals(1), CancellationToken.None);
        }

        Assert.Equal(
            [
                JournalPoint.CommitStarts, JournalPoint.CommitWritten, JournalPoint.CommitSynced,
                JournalPoint.RotationEnded, JournalPoint.RotationCreated,
                JournalPoint.SnapshotStarts, JournalPoint.SnapshotWritten, JournalPoint.SnapshotPublished, JournalPoint.SnapshotCleaned,
            ],
            points);
    }

    /// <summary>Carries out the steps; before each file operation, looks at what a crash there would leave.</summary>
    /// <returns>How many crashes were tried.</returns>
    private static async Task<int> RunAsync(Step[] steps, int seed)
    {
        var random = new Random(seed);
        var folder = new MemoryStateFolder();
        var remains = new List<(MemoryStateFolder Folder, int Acknowledged, int Appended, string Where)>();
        var acknowledged = 0;
        var appended = 0;
        var gate = new Lock();
        folder.Before = (operation, name) =>
        {
            lock (gate)
            {
                var where = $"seed {seed}: before {operation} {name}, {acknowledged} acknowledged";
                remains.Add((folder.Copy(), acknowledged, appended, "killed, " + where));
                remains.Add((folder.AfterPowerLoss(random), acknowledged, appended, "power lost, " + where));
            }

            return null;
        };

        var journal = await OpenAsync(folder, random);
        foreach (var step in steps)
        {
            switch (step)
            {
                case Step.Append:
                    appended++;
                    await journal.AppendAsync(appended - 1);
                    acknowledged = appended;
                    break;
                case Step.AppendSeveral:
                    var first = appended;
                    var count = random.Next(2, 9);
                    appended += count;
                    await journal.AppendTogetherAsync([.. Enumerable.Range(first, count)]);
                    acknowledged = appended;
                    break;
                case Step.Snapshot:
                    await journal.SnapshotAsync(TestJournal.Totals(appended), CancellationToken.None);
                    break;
                default:
                    await journal.DisposeAsync();
                    journal = await OpenAsync(folder, random);
                    break;
            }
        }

        await journal.DisposeAsync();
        folder.Before = null;
        remains.Add((folder.Copy(), acknowledged, acknowledged, "closed"));
        foreach (var (remaining, least, most, where) in remains)
        {
            await ExpectAsync(remaining, least, most, random, where);
        }

        return remains.Count;
    }

    private static async Task ExpectAsync(MemoryStateFolder folder, int acknowledged, int appended, Random random, string where)
    {
        var replay = new CollectingReplay();
        MemoryStateFolder lostAgain;
        await using (var journal = await TestJournal.OpenAsync(folder, replay))
        {
            Assert.True(replay.State.SequenceEqual(Enumerable.Range(0, replay.State.Count)), where + ": " + string.Join(',', replay.State));
            Assert.True(replay.State.Count >= acknowledged, $"{where}: only {replay.State.Count} found");
            Assert.True(replay.State.Count <= appended, $"{where}: {replay.State.Count} found and {appended} appended");
            Assert.DoesNotContain(folder.Files.Keys, name => name.StartsWith("snapshot-", StringComparison.Ordinal) && name.EndsWith(".tmp", StringComparison.Ordinal));

            // What was found is acted upon, so it must stay even when the power fails now.
            lostAgain = folder.AfterPowerLoss(random);
            await journal.AppendAsync(replay.State.Count);
        }

        Assert.True((await TestJournal.ReadAsync(lostAgain)).State.SequenceEqual(replay.State), where + ", then power lost");

        Assert.Equal(replay.State.Append(replay.State.Count), (await TestJournal.ReadAsync(folder)).State);
    }

    private static Task<StateJournal<Change, Total>> OpenAsync(MemoryStateFolder folder, Random random) =>
        TestJournal.OpenAsync(
            folder,
            configure: options => options with
            {
                Time = new ManualTimeProvider(),
                LazyDelay = TimeSpan.FromHours(1),
                FileSize = new ByteSize(random.Next(100, 1000)),
            });
}
