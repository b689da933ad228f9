using System.Text;
using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Planning;
using MultiBatch.Reading;

namespace MultiBatch.Conformance;

/// <content>Reading what jobs wrote.</content>
public abstract partial class ConformanceSuite
{
    /// <summary>The lines of a log. Default: what is there now, of both streams.</summary>
    protected async Task<IReadOnlyList<LogEntry>> ReadEntriesAsync(JobReference reference, LogOptions? options = null)
    {
        var entries = new List<LogEntry>();
        await foreach (var entry in Client.ReadLogAsync(reference, options, Cancellation))
        {
            entries.Add(entry);
        }

        return entries;
    }

    /// <summary>What a job wrote, up to its end.</summary>
    protected async Task<byte[]> ReadBytesAsync(JobReference reference, LogStreamKind stream = LogStreamKind.Output) =>
        (await ReadEntriesAsync(reference, new LogOptions { Stream = stream, Follow = true })).SelectMany(entry => entry.Bytes.ToArray()).ToArray();

    /// <summary>What a job wrote, up to its end, as text.</summary>
    protected async Task<string> ReadTextAsync(JobReference reference, LogStreamKind stream = LogStreamKind.Output) =>
        Encoding.UTF8.GetString(await ReadBytesAsync(reference, stream));

    /// <summary>The lines that a job wrote to its standard output, up to its end.</summary>
    protected async Task<IReadOnlyList<string>> ReadLinesAsync(JobReference reference)
    {
        var text = await ReadTextAsync(reference);
        return text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n');
    }

    /// <summary>The variables that <see cref="Workloads.TaskLanguage.ShowVariables"/> wrote; null for one that was not set.</summary>
    protected async Task<IReadOnlyDictionary<string, string?>> ReadVariablesAsync(JobReference reference)
    {
        // Where all attempts write into one log, the last one counts.
        var variables = new Dictionary<string, string?>();
        foreach (var line in await ReadLinesAsync(reference))
        {
            variables[line.Split('=', ' ')[0]] = line.Contains('=') ? TextOfHex(line.Substring(line.IndexOf('=') + 1)) : null;
        }

        return variables;
    }

    /// <summary>Checks an output against what was written, as exactly as the provider declares to keep it.</summary>
    protected void AssertOutput(string expected, string actual)
    {
        if (Capabilities.Logs?.Fidelity == LogFidelity.Lines)
        {
            (expected, actual) = (LinesOf(expected), LinesOf(actual));
        }

        Assert.Equal(expected, actual);
    }

    // Every line with its end, and none that is empty: a service of lines need not have those.
    private static string LinesOf(string text) => string.Concat(text.Split('\n').Where(line => line.Length > 0).Select(line => line + "\n"));

    /// <summary>The text behind the hex of its UTF-8 bytes.</summary>
    protected static string TextOfHex(string hex)
    {
        var bytes = Enumerable.Range(0, hex.Length / 2).Select(index => Convert.ToByte(hex.Substring(2 * index, 2), 16));
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>What the plan says of a field; null when it says nothing.</summary>
    protected static FieldDisposition? DispositionOf(JobPlan plan, string pointer) =>
        plan.Dispositions.SingleOrDefault(disposition => disposition.Pointer == pointer);
}
