using System.Text;
using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Reading;

namespace MultiBatch.Conformance.Output;

/// <summary>What a task writes is what is read, as exactly as the provider declares.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class OutputConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>Texts that lose something where output is handled as lines or as trimmed text.</summary>
    public static TheoryData<string> Texts =>
    [
        "one line\n", "no newline", "\n", "\n\n\n", "two\nlines\n", "two\nlines, no newline", "  spaces around  \n", "\ttab\t\n", "a\r\nb\r\n",
        "\nbegins empty\n", "a\n\nb\n", "na\u00efve \u4f60\u597d \U0001F600 \u0645\u0631\u062d\u0628\u0627\n", "% $ ` \\ \" ' \\n %s\n", "\u001b[31mred\u001b[0m\n",
    ];

    /// <summary>Standard output is kept to the last newline.</summary>
    [SkippableTheory]
    [MemberData(nameof(Texts))]
    public virtual async Task Output_is_kept_as_it_was_written(string text)
    {
        Requires(BatchFeature.Logs);

        var job = await SucceedAsync(Run(Tasks.Out(text)));

        AssertOutput(text, await ReadTextAsync(job.Reference));
    }

    /// <summary>A task that writes nothing has a log without lines, not an error.</summary>
    [SkippableFact]
    public virtual async Task A_task_that_writes_nothing_has_an_empty_log()
    {
        Requires(BatchFeature.Logs);

        var job = await SucceedAsync(Run(Tasks.Exit(0)));

        Assert.Empty(await ReadBytesAsync(job.Reference));
        Assert.Empty(await ReadBytesAsync(job.Reference, LogStreamKind.Error));
        Assert.Empty(await ReadBytesAsync(job.Reference, LogStreamKind.All));
    }

    /// <summary>Standard output and standard error are kept apart, where the provider says so, and are both in the whole.</summary>
    [SkippableFact]
    public virtual async Task Output_and_error_are_kept_apart_where_declared()
    {
        Requires(BatchFeature.Logs);

        var job = await SucceedAsync(Run(Tasks.Out("out 1\n"), Tasks.Err("err 1\n"), Tasks.Out("out 2\n"), Tasks.Err("err 2\n")));
        var all = (await ReadTextAsync(job.Reference, LogStreamKind.All)).Split('\n').OrderBy(line => line, StringComparer.Ordinal);
        var output = await ReadTextAsync(job.Reference);
        var error = await ReadTextAsync(job.Reference, LogStreamKind.Error);

        Assert.Equal(["", "err 1", "err 2", "out 1", "out 2"], all);
        if (Capabilities.Supports(BatchFeature.SeparateStreams))
        {
            Assert.Equal("out 1\nout 2\n", output);
            Assert.Equal("err 1\nerr 2\n", error);
        }
        else
        {
            Assert.Equal(5, output.Split('\n').Length);
            Assert.Empty(error);
        }
    }

    /// <summary>Each line says which stream it is of, as far as that is known.</summary>
    [SkippableFact]
    public virtual async Task Lines_say_which_stream_they_are_of()
    {
        Requires(BatchFeature.Logs);
        var job = await SucceedAsync(Run(Tasks.Out("out\n"), Tasks.Err("err\n")));

        var entries = await ReadEntriesAsync(job.Reference, new LogOptions { Follow = true });

        var apart = Capabilities.Supports(BatchFeature.SeparateStreams);
        Assert.Equal(apart ? LogStreamKind.Output : LogStreamKind.All, entries.Single(entry => entry.Text == "out").Stream);
        Assert.Equal(apart ? LogStreamKind.Error : LogStreamKind.All, entries.Single(entry => entry.Text == "err").Stream);
        Assert.All(entries, entry => Assert.Equal(job.Reference.Id, entry.Job.Id));
    }

    /// <summary>Bytes that are no UTF-8, and a zero byte, do not break reading; where bytes are kept, they are these.</summary>
    [SkippableFact]
    public virtual async Task Bytes_that_are_no_text_do_not_break_reading()
    {
        Requires(BatchFeature.Logs);
        byte[] bytes = [(byte)'a', 0xFF, 0xFE, 0x00, 0xC3, 0x28, (byte)'\n', 0x80, (byte)'z', (byte)'\n'];

        var job = await SucceedAsync(Run(Tasks.Out(bytes)));
        var read = await ReadBytesAsync(job.Reference);

        if (Capabilities.Logs!.Fidelity == LogFidelity.Bytes)
        {
            Assert.Equal(bytes, read);
        }
        else
        {
            var lines = Encoding.UTF8.GetString(read).TrimEnd('\n').Split('\n');
            Assert.Equal(2, lines.Length);
            Assert.StartsWith("a", lines[0], StringComparison.Ordinal);
            Assert.EndsWith("z", lines[1], StringComparison.Ordinal);
        }
    }

    /// <summary>A megabyte arrives whole and in order.</summary>
    [SkippableFact]
    public virtual async Task A_megabyte_arrives_whole()
    {
        Requires(BatchFeature.Logs);
        const int length = 1024 * 1024;
        const string line = "0123456789abcdefghijklmnopqrstuvwxyz";

        var job = await SucceedAsync(Run(Tasks.Fill(length, line, endsLines: true)));
        var text = await ReadTextAsync(job.Reference);

        AssertOutput(Repeat(line + "\n", length), text);
    }

    /// <summary>A very long line without an end arrives whole, where the provider does not cut lines.</summary>
    [SkippableFact]
    public virtual async Task A_very_long_line_arrives_whole()
    {
        Requires(BatchFeature.Logs);
        const int length = 300_000;

        var job = await SucceedAsync(Run(Tasks.Fill(length, "0123456789", endsLines: false)));
        var text = await ReadTextAsync(job.Reference);

        // A service of lines has a longest one and cuts there; no character may be lost.
        Assert.Equal(Repeat("0123456789", length), Capabilities.Logs!.Fidelity == LogFidelity.Lines ? text.Replace("\n", string.Empty) : text);
    }

    /// <summary>Thousands of lines keep their order.</summary>
    [SkippableFact]
    public virtual async Task Many_lines_keep_their_order()
    {
        Requires(BatchFeature.Logs);
        // As many as there is room for in a job.
        var room = (Capabilities.Limits.MaxScriptBytes?.Value ?? int.MaxValue) / 20;
        var lines = Enumerable.Range(0, Math.Min(3000, room)).Select(number => $"line {number}").ToList();

        var job = await SucceedAsync(Run(Tasks.Out(string.Join("\n", lines) + "\n")));

        Assert.Equal(lines, await ReadLinesAsync(job.Reference));
    }

    /// <summary>What a task wrote before it failed is kept.</summary>
    [SkippableFact]
    public virtual async Task The_output_of_a_task_that_fails_is_kept()
    {
        Requires(BatchFeature.Logs);

        var job = await RunAsync(Run(Tasks.Out("last words"), Tasks.Exit(9)));

        Assert.Equal(JobState.Failed, job.State);
        AssertOutput("last words", await ReadTextAsync(job.Reference));
    }

    private static string Repeat(string unit, int length)
    {
        var text = new StringBuilder(length + unit.Length);
        while (text.Length < length)
        {
            text.Append(unit);
        }

        return text.ToString(0, length);
    }
}
