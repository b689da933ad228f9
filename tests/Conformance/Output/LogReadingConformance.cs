using System.Text;
using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Reading;

namespace MultiBatch.Conformance.Output;

/// <summary>Reading logs: while the task runs, from the end, by attempt, by child, by page.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class LogReadingConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>What a running task has written can be read before it ends.</summary>
    [SkippableFact]
    public virtual async Task Output_is_read_while_the_task_runs()
    {
        Requires(BatchFeature.Logs, BatchFeature.LiveLogs);
        RequiresSignals();
        var gate = Unique("gate");
        var job = await SubmitAsync(Run(Tasks.Out("early\n"), Tasks.WaitFor(gate), Tasks.Out("late\n")));

        await EventuallyAsync(
            async () => (await ReadEntriesAsync(job.Reference)).Any(entry => entry.Text == "early"), () => "a line of a running task");
        Assert.Equal(JobState.Running, (await Client.GetJobAsync(job.Reference, Cancellation)).State);

        await OpenAsync(gate);
        Assert.Equal("early\nlate\n", await ReadTextAsync(job.Reference));
    }

    /// <summary>Following goes on until the job has ended and everything has been read.</summary>
    [SkippableFact]
    public virtual async Task Following_goes_on_to_the_end()
    {
        Requires(BatchFeature.Logs, BatchFeature.LiveLogs);
        RequiresSignals();
        var gate = Unique("gate");
        var job = await SubmitAsync(Run(Tasks.Out("1\n"), Tasks.WaitFor(gate), Tasks.Out("2\n"), Tasks.Out("3")));

        var lines = new List<string>();
        await foreach (var entry in Client.ReadLogAsync(job.Reference, new LogOptions { Follow = true }, Cancellation))
        {
            lines.Add(entry.Text);
            if (entry.Text == "1")
            {
                await OpenAsync(gate);
            }
        }

        Assert.Equal(["1", "2", "3"], lines);
        Assert.Equal(JobState.Succeeded, (await EndOfAsync(job)).State);
    }

    /// <summary>The last lines are read without the others.</summary>
    [SkippableTheory]
    [InlineData(0, "")]
    [InlineData(1, "5\n")]
    [InlineData(3, "3\n4\n5\n")]
    [InlineData(9, "1\n2\n3\n4\n5\n")]
    public virtual async Task The_last_lines_are_read_without_the_others(int lines, string expected)
    {
        Requires(BatchFeature.Logs);
        var job = await SucceedAsync(Run(Tasks.Out("1\n2\n3\n4\n5\n")));
        await ReadTextAsync(job.Reference);

        var entries = await ReadEntriesAsync(job.Reference, new LogOptions { Stream = LogStreamKind.Output, TailLines = lines });

        Assert.Equal(expected, string.Concat(entries.Select(entry => Encoding.UTF8.GetString(entry.Bytes.ToArray()))));
    }

    /// <summary>A log can be read as often as one likes.</summary>
    [SkippableFact]
    public virtual async Task A_log_reads_the_same_twice()
    {
        Requires(BatchFeature.Logs);
        var job = await SucceedAsync(Run(Tasks.Out("a\nb\nc")));

        Assert.Equal(await ReadTextAsync(job.Reference), await ReadTextAsync(job.Reference));
    }

    /// <summary>Every line but the last is given whole.</summary>
    [SkippableFact]
    public virtual async Task Lines_are_given_whole()
    {
        Requires(BatchFeature.Logs);
        var job = await SucceedAsync(Run(Tasks.Fill(600_000, new string('x', 99), endsLines: true)));

        var entries = await ReadEntriesAsync(job.Reference, new LogOptions { Follow = true });

        Assert.Equal(6000, entries.Count);
        Assert.All(entries, entry => Assert.Equal(99, entry.Text.Length));
    }

    /// <summary>Small pages, read one after the other, make the whole; the end is said.</summary>
    [SkippableFact]
    public virtual async Task Small_pages_make_the_whole()
    {
        Requires(BatchFeature.Logs);
        var text = string.Concat(Enumerable.Range(0, 200).Select(number => $"line {number}\n"));
        var job = await SucceedAsync(Run(Tasks.Out(text)));
        await ReadTextAsync(job.Reference);
        await using var provider = Harness.Connect();

        var read = new List<byte>();
        LogPage page;
        string? token = null;
        do
        {
            var request = new LogRequest { Job = job.Reference, Stream = LogStreamKind.Output, Token = token, MaxBytes = 100 };
            page = await provider.ReadLogAsync(request, Cancellation);
            read.AddRange(page.Entries.SelectMany(entry => entry.Bytes.ToArray()));
            token = page.NextToken;
        }
        while (!page.IsComplete);

        AssertOutput(text, Encoding.UTF8.GetString(read.ToArray()));
    }

    /// <summary>The outputs of attempts are kept apart, and none overwrites another.</summary>
    [SkippableFact]
    public virtual async Task Each_attempt_keeps_its_own_output()
    {
        Requires(BatchFeature.Logs, BatchFeature.LogsPerAttempt, BatchFeature.Retries);
        RequiresSignals();
        var mark = Unique("tried");
        var spec = Run(Tasks.Out("begins\n"), Tasks.FailFirst(1, mark, 1), Tasks.Out("goes on\n")) with { Attempts = new AttemptPolicy { Max = 2 } };
        var job = await SucceedAsync(spec);

        var all = await ReadEntriesAsync(job.Reference, new LogOptions { Follow = true, AllAttempts = true });

        AssertOutput("begins\n", await ReadTextAsync(job.Reference with { Attempt = 1 }));
        AssertOutput("begins\ngoes on\n", await ReadTextAsync(job.Reference with { Attempt = 2 }));
        AssertOutput("begins\ngoes on\n", await ReadTextAsync(job.Reference));
        Assert.Equal([("begins", 1), ("begins", 2), ("goes on", 2)], all.Select(entry => (entry.Text, entry.Job.Attempt ?? 0)));
    }

    /// <summary>The log of an array is that of its children, by index; each line says whose it is.</summary>
    [SkippableFact]
    public virtual async Task The_log_of_an_array_is_that_of_its_children()
    {
        Requires(BatchFeature.Logs, BatchFeature.Arrays);
        var array = await SucceedAsync(Run(Tasks.ShowVariables(RuntimeVariables.ArrayIndex)) with { Array = new ArraySpec { Size = 3 } });

        var whole = await ReadEntriesAsync(array.Reference, new LogOptions { Stream = LogStreamKind.Output, Follow = true });

        // Followed, a child whose lines arrive late comes late.
        var byIndex = whole.OrderBy(entry => entry.Job.Index).ToList();
        Assert.Equal([0, 1, 2], byIndex.Select(entry => entry.Job.Index ?? -1));
        Assert.Equal(["0", "1", "2"], byIndex.Select(entry => TextOfHex(entry.Text.Split('=')[1])));
        Assert.Equal("1", (await ReadVariablesAsync(array.Reference.Child(1)))[RuntimeVariables.ArrayIndex]);
    }

    /// <summary>A job that has not begun has an empty log, not an error.</summary>
    [SkippableFact]
    public virtual async Task A_job_that_has_not_begun_has_an_empty_log()
    {
        Requires(BatchFeature.Logs, BatchFeature.DependencyOnSuccess);
        RequiresSignals();
        var gate = Unique("gate");
        var before = await SubmitAsync(Run(Tasks.WaitFor(gate)));
        var after = await SubmitAsync(Run(Tasks.Out("x")) with { DependsOn = [new JobDependency { Job = before.Reference.ToString() }] });

        Assert.Empty(await ReadEntriesAsync(after.Reference));

        await OpenAsync(gate);
        await EndOfAsync(after);
        AssertOutput("x", await ReadTextAsync(after.Reference));
    }

    /// <summary>The log of a job that never was is not found.</summary>
    [SkippableFact]
    public virtual async Task The_log_of_a_job_that_never_was_is_not_found()
    {
        Requires(BatchFeature.Logs, BatchFeature.Arrays);
        var array = await RunAsync(Run(Tasks.Out("x")) with { Array = new ArraySpec { Size = 2 } });

        var error = await Assert.ThrowsAsync<BatchException>(() => ReadEntriesAsync(array.Reference.Child(99)));

        Assert.Equal(BatchErrorCode.NotFound, error.Code);
    }
}
