using System.Text.Json.Nodes;
using MultiBatch.Emulators.Execution;

namespace MultiBatch.Emulators.Google.Batch.Model;

/// <summary>A step of a task.</summary>
internal sealed class RunnableTerms
{
    /// <summary>The place among the steps.</summary>
    public required int Index { get; init; }

    public JsonObject? Container { get; init; }

    public JsonObject? Script { get; init; }

    public bool IsBarrier { get; init; }

    public bool IgnoresExitStatus { get; init; }

    public bool IsBackground { get; init; }

    public bool IsAlwaysRun { get; init; }

    public TimeSpan? Timeout { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Names that the step itself sets, whatever a task says.</summary>
    public IReadOnlyCollection<string> OwnNames { get; init; } = [];

    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>What is run, by the names of the variables that tasks have of their own.</summary>
    public Dictionary<string, TaskTemplate> Templates { get; } = new(StringComparer.Ordinal);

    /// <summary>For a barrier: the tasks that have come to it.</summary>
    public HashSet<int> Arrived { get; } = [];
}
