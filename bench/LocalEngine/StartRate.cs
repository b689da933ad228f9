using System.Diagnostics;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Interop;
using MultiBatch.Providers.Local.Processes.Unix;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Local.Benchmarks;

/// <summary>
/// How many tasks that do nothing (<c>/bin/true</c>) are run to their recorded end in a second, two at a time: logs, journal and all. In each
/// round every mode runs once, so that a busy machine is busy for all of them alike; medians are shown.
/// </summary>
internal static class StartRate
{
    private const int Parallelism = 2;

    public static async Task<int> RunAsync(Settings settings)
    {
        var jobs = settings.Number("jobs", 10_000);
        var modes = settings.Text("modes", "raw,recorded,fast").Split(',');
        var results = modes.ToDictionary(mode => mode, _ => new List<Measure>());
        for (var round = 0; round < settings.Number("rounds", 5); round++)
        {
            foreach (var mode in modes)
            {
                var measure = mode == "raw" ? RunRaw(jobs) : await RunEngineAsync(settings.NewFolder(), jobs, mode);
                results[mode].Add(measure);
                Console.WriteLine($"{round} {mode,-9} {measure}");
            }
        }

        foreach (var (mode, measures) in results)
        {
            Console.WriteLine($"median {mode,-9} {measures.OrderBy(measure => measure.Rate).ElementAt(measures.Count / 2)}");
        }

        return 0;
    }

    private static async Task<Measure> RunEngineAsync(string folder, int jobs, string mode)
    {
        await using var engine = await LocalEngine.OpenAsync(new EngineOptions { StateFolder = Path.Combine(folder, "state") }, CancellationToken.None);
        await engine.PutEnvironmentAsync(
            new PutEnvironmentRequest { Spec = new ComputeEnvironmentSpec { Name = "default", MaxVCpus = Parallelism }, IsUpdate = true },
            CancellationToken.None);
        var spec = new JobSpec
        {
            Name = "noop",
            Queue = "default",
            Command = ["/bin/true"],
            Array = new ArraySpec { Size = jobs },
            Native = new Dictionary<string, System.Text.Json.JsonElement>
            {
                ["local"] = System.Text.Json.JsonDocument.Parse($$"""{"start":"{{mode}}"}""").RootElement,
            },
        };
        var id = SubmissionId.New(DateTimeOffset.UtcNow).ToString();
        return await MeasureAsync(jobs, async () =>
        {
            await engine.SubmitAsync(new SubmitRequest { Items = [new SubmitItem { SubmissionId = id, Spec = spec }] }, CancellationToken.None);
            await engine.WhenAsync(state => state.Jobs.Find(id)!.HasEnded);
            var job = (await engine.FindSubmissionAsync(new FindRequest { SubmissionId = id }, CancellationToken.None)).Job!;
            if (job.State != JobState.Succeeded)
            {
                throw new InvalidOperationException($"{job.State}: {job.Children} {job.Reason}");
            }
        });
    }

    private static Measure RunRaw(int jobs)
    {
        using var spawner = new Spawner();
        var call = new SpawnCall
        {
            Path = "/bin/true",
            Arguments = ["/bin/true"],
            Environment = [],
        };
        return MeasureAsync(jobs, () =>
        {
            var left = jobs;
            var threads = Enumerable.Range(0, Parallelism).Select(_ => new Thread(() =>
            {
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    if (spawner.Spawn(call, out var processId) != 0)
                    {
                        throw new InvalidOperationException("The process did not start.");
                    }

                    Wait(processId);
                }
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();
    }

    private static unsafe void Wait(int processId)
    {
        int status;
        _ = LibC.WaitPid(processId, &status, 0);
    }

    private static async Task<Measure> MeasureAsync(int jobs, Func<Task> run)
    {
        var self = Usage.SelfSeconds;
        var children = Usage.ChildrenSeconds;
        var clock = Stopwatch.StartNew();
        await run();
        return new Measure(
            jobs / clock.Elapsed.TotalSeconds, (Usage.SelfSeconds - self) * 1e6 / jobs, (Usage.ChildrenSeconds - children) * 1e6 / jobs, Usage.Load, Usage.PeakMebibytes);
    }

    private sealed record Measure(double Rate, double SelfMicroseconds, double ChildrenMicroseconds, string Load, long PeakMebibytes)
    {
        public override string ToString() =>
            $"{Rate,7:F0} jobs/s   CPU us/job: engine {SelfMicroseconds,6:F0}, tasks {ChildrenMicroseconds,6:F0}   load {Load}, peak {PeakMebibytes} MiB";
    }
}
