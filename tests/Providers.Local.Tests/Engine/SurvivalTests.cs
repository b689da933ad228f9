using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Tests.ChildProcesses;
using MultiBatch.Providers.Local.Tests.Engine.Support;
using MultiBatch.Serialization;

namespace MultiBatch.Providers.Local.Tests.Engine;

/// <summary>Engines in processes of their own, really killed.</summary>
public sealed class SurvivalTests
{
    [Fact]
    public async Task Killed_twenty_times_in_an_array_of_a_thousand_every_child_ends_once()
    {
        const int Kills = 20;
        const int Size = 1000;
        const string Id = "01jb0000000000000000000003";
        var folder = Directory.CreateTempSubdirectory("multibatch-survival-").FullName;
        try
        {
            var state = Path.Combine(folder, "state");
            var witness = Path.Combine(folder, "witness");

            // One line is one write, and so are two at the same time.
            var spec = EngineHarness.Shell($"echo $MULTIBATCH_ATTEMPT_ID >> {witness}") with
            {
                Array = new ArraySpec { Size = Size },
                Attempts = new AttemptPolicy { Max = 50, Rules = [new AttemptRule { Causes = [JobCause.HostLost], Action = AttemptAction.Retry }], Otherwise = AttemptAction.Fail },
            };
            var submit = $"submit {Id} {BatchJson.Write(spec)}";
            var random = new Random(20261121);
            for (var kill = 0; kill < Kills; kill++)
            {
                using var engine = await StartAsync(state);
                await engine.SendAsync(submit);
                Assert.Equal("accepted", await engine.ReadLineAsync());

                // Somewhere in the middle of the work, wherever that is.
                await WaitForLinesAsync(witness, Math.Min(Lines(witness).Length + random.Next(1, Size / Kills), Size - 1));
                await engine.KillAsync();
            }

            using var last = await StartAsync(state);
            await last.SendAsync("wait " + Id);
            Assert.Equal("Succeeded 1000 succeeded", await last.ReadLineAsync());
            Assert.Equal(0, await last.EndAsync());

            var attempts = Lines(witness);
            Assert.Equal(attempts.Length, attempts.Distinct().Count());
            await CheckAsync(state, Id, attempts);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Every attempt that ran is recorded with its true end, and every child succeeded in its last one.</summary>
    private static async Task CheckAsync(string state, string id, string[] ran)
    {
        await using var engine = await Local.Engine.LocalEngine.OpenAsync(new Local.Engine.EngineOptions { StateFolder = state }, CancellationToken.None);
        var job = (await engine.FindSubmissionAsync(new Local.Engine.Contract.FindRequest { SubmissionId = id }, CancellationToken.None)).Job!;
        var recorded = new List<string>();
        string? token = null;
        do
        {
            var page = await engine.ListJobsAsync(
                new Local.Engine.Contract.ListJobsRequest { Query = new JobQuery { ChildrenOf = job.Reference }, ContinuationToken = token }, CancellationToken.None);
            foreach (var child in page.Jobs)
            {
                Assert.Equal(JobState.Succeeded, child.State);
                recorded.AddRange(child.Attempts.Where(attempt => attempt.State == JobState.Succeeded).Select(attempt => Path.GetFileName(attempt.LogStream!)));
            }

            token = page.ContinuationToken;
        }
        while (token is not null);

        // The shell that records the end was never killed, so nothing that ran was lost and nothing ran again.
        Assert.Equal(1000, recorded.Count);
        Assert.Equal(recorded.OrderBy(attempt => attempt, StringComparer.Ordinal), ran.Select(Attempt).OrderBy(attempt => attempt, StringComparer.Ordinal));
    }

    /// <summary>The id of an attempt in the mark that its processes carry.</summary>
    private static string Attempt(string mark) => mark.Split(':', '/')[^1];

    private static async Task<ChildProcess> StartAsync(string state)
    {
        var engine = ChildProcess.Start(EngineRole.Name, state, "4");
        Assert.Equal("ready", await engine.ReadLineAsync());
        return engine;
    }

    private static string[] Lines(string witness) => File.Exists(witness) ? File.ReadAllLines(witness) : [];

    private static async Task WaitForLinesAsync(string witness, int count)
    {
        using var deadline = new CancellationTokenSource(EngineHarness.Patience);
        while (Lines(witness).Length < count)
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Delay(1, CancellationToken.None);
        }
    }
}
