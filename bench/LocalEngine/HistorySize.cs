using System.Diagnostics;
using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Engine.Records;
using MultiBatch.Providers.Local.Engine.State;
using MultiBatch.Providers.Local.Journal;
using MultiBatch.Serialization;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Local.Benchmarks;

/// <summary>What an engine with many ended jobs takes to begin and to keep, and how long a list takes that hardly any of them is in.</summary>
internal static class HistorySize
{
    private const int FailedEvery = 10_000;

    public static async Task<int> RunAsync(Settings settings)
    {
        var jobs = settings.Number("jobs", 1_000_000);
        var folder = settings.Text("state", string.Empty) is { Length: > 0 } given ? given : Path.Combine(settings.NewFolder(), "state");
        var options = new EngineOptions { StateFolder = folder };
        if (!Directory.Exists(folder))
        {
            var clock = Stopwatch.StartNew();
            await FillAsync(options, jobs);
            Console.WriteLine($"filled with {jobs} jobs in {clock.Elapsed.TotalSeconds:F1} s, {Usage.ResidentMebibytes} MiB");
        }

        Console.WriteLine($"state {folder}: {new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length) / 1024 / 1024} MiB on disk");
        if (settings.Text("fill-only", string.Empty).Length > 0)
        {
            return 0;
        }

        GC.Collect();
        var before = GC.GetTotalMemory(true);
        var cpu = Usage.SelfSeconds;
        var opening = Stopwatch.StartNew();
        await using var engine = await LocalEngine.OpenAsync(options, CancellationToken.None);
        Console.WriteLine($"begins in {opening.Elapsed.TotalSeconds:F2} s ({Usage.SelfSeconds - cpu:F2} s CPU), load {Usage.Load}; resident {Usage.ResidentMebibytes} MiB, peak {Usage.PeakMebibytes} MiB");
        var listing = Stopwatch.StartNew();
        cpu = Usage.SelfSeconds;
        var found = 0;
        string? token = null;
        do
        {
            var page = await engine.ListJobsAsync(
                new ListJobsRequest { Query = new JobQuery { States = [JobState.Failed] }, ContinuationToken = token }, CancellationToken.None);
            found += page.Jobs.Count;
            token = page.ContinuationToken;
        }
        while (token is not null);
        Console.WriteLine($"lists {found} failed jobs in {listing.Elapsed.TotalSeconds:F2} s ({Usage.SelfSeconds - cpu:F2} s CPU)");
        Console.WriteLine($"live memory {(GC.GetTotalMemory(true) - before) / 1024 / 1024} MiB; resident {Usage.ResidentMebibytes} MiB, peak {Usage.PeakMebibytes} MiB");
        return 0;
    }

    /// <summary>Writes the journal that so many jobs would have left, in an engine's own words, and nothing else.</summary>
    private static async Task FillAsync(EngineOptions options, int jobs)
    {
        var state = new EngineState(Engine.Core.MachineProbe.Look());
        await using var journal = await EngineFolders.OpenJournalAsync(options, state, CancellationToken.None);
        var now = DateTimeOffset.UtcNow.AddDays(-1);
        for (var number = 1L; number <= jobs; number++)
        {
            var spec = new JobSpec
            {
                Name = $"history-{number}",
                Queue = "default",
                Command = ["/usr/bin/convert", "--input", $"/data/in/{number:D8}.png", "--output", $"/data/out/{number:D8}.png"],
                Env = new Dictionary<string, string> { ["STAGE"] = "production", ["OMP_NUM_THREADS"] = "1" },
                Labels = new Dictionary<string, string> { ["project"] = "benchmarks", ["batch"] = $"{number / 1000}" },
            };
            var time = Clock.ToStored(now.AddMilliseconds(number * 50));
            var failed = number % FailedEvery == 0;
            StateChange[] changes =
            [
                new() { Added = new JobAdded { Job = number, Id = SubmissionId.New(now.AddMilliseconds(number * 50)).ToString(), Time = time, Spec = new RawJson(BatchJson.WriteUtf8(spec)) } },
                new() { Planned = new LaunchesPlanned { Job = number, Tasks = IndexRanges.One(0) } },
                new() { Started = new AttemptStarted { Job = number, Task = 0, Time = time + 20, Environment = "default", ProcessId = 4711 } },
                new() { Ended = new AttemptEnded { Job = number, Task = 0, Time = time + 900, State = failed ? JobState.Failed : JobState.Succeeded, ExitCode = failed ? 3 : 0, Cause = failed ? JobCause.ExitCode : null } },
            ];
            foreach (var change in changes)
            {
                journal.Append(change);
                state.Apply(change);
            }

            state.Jobs.Pack();

            if (journal.IsSnapshotDue)
            {
                var capture = new Engine.Core.SnapshotCapture(state);
                await journal.SnapshotAsync(capture, CancellationToken.None);
            }
        }

        await journal.FlushAsync(CancellationToken.None);
    }
}
