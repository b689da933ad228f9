namespace MultiBatch.TestSupport.InMemory.Programs;

/// <summary>Why a program does not go on at once: it has ended, or waits for a time or a gate.</summary>
internal sealed record Pause
{
    public TaskEnd? End { get; private init; }

    public TimeSpan? For { get; private init; }

    public string? Gate { get; private init; }

    /// <summary>True to run the same statement again afterwards.</summary>
    public bool Again { get; private init; }

    public static Pause Ended(TaskEnd end) => new() { End = end };

    public static Pause Sleep(TimeSpan duration, bool again = false) => new() { For = duration, Again = again };

    public static Pause UntilOpen(string gate) => new() { Gate = gate, Again = true };
}
