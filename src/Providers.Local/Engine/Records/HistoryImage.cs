using System.Text.Json.Serialization;
using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.Records;

/// <summary>Some ended jobs in a snapshot: what is needed to find them, and the rest packed.</summary>
internal sealed record HistoryImage
{
    private const string Letters = "SFC";
    private static readonly JobState[] EndStates = [JobState.Succeeded, JobState.Failed, JobState.Cancelled];

    /// <summary>The numbers of the jobs.</summary>
    [JsonPropertyName("j")]
    public required IReadOnlyList<long> Numbers { get; init; }

    /// <summary>Their ids, one after the other.</summary>
    [JsonPropertyName("id")]
    public required string Ids { get; init; }

    /// <summary>When they were submitted.</summary>
    [JsonPropertyName("t")]
    public required IReadOnlyList<long> Times { get; init; }

    /// <summary>Their states, a letter each.</summary>
    [JsonPropertyName("s")]
    public required string States { get; init; }

    /// <summary>How many tasks each has; null when each has one.</summary>
    [JsonPropertyName("n")]
    public IReadOnlyList<int>? Tasks { get; init; }

    /// <summary>Their queues, or the one of all.</summary>
    [JsonPropertyName("q")]
    public required IReadOnlyList<string> Queues { get; init; }

    /// <summary>A bit for each job that is elsewhere in the snapshot, or was deleted.</summary>
    [JsonPropertyName("gone")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ulong Gone { get; init; }

    /// <summary>A JSON array of <see cref="JobImage"/> through gzip.</summary>
    [JsonPropertyName("gz")]
    public required byte[] Packed { get; init; }

    public static char LetterOf(JobState state) => Letters[Array.IndexOf(EndStates, state)];

    public static JobState StateOf(char letter) =>
        Letters.IndexOf(letter) is >= 0 and var place ? EndStates[place] : throw new InvalidDataException($"'{letter}' is no state of an ended job.");
}
