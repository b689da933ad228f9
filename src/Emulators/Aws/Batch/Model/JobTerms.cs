using System.Text.Json.Nodes;
using MultiBatch.Emulators.Execution;

namespace MultiBatch.Emulators.Aws.Batch.Model;

/// <summary>What a job was submitted as, definition and overrides put together; the children of an array share it.</summary>
internal sealed class JobTerms
{
    public required DefinitionEntry Definition { get; init; }

    /// <summary>The effective container, as jobs are described.</summary>
    public required JsonObject Container { get; init; }

    public required IReadOnlyList<string> Command { get; init; }

    public required double VCpus { get; init; }

    public required double MemoryMiB { get; init; }

    public required int Gpus { get; init; }

    public required RetryTerms Retry { get; init; }

    /// <summary>The most an attempt may take; null for no bound.</summary>
    public TimeSpan? Timeout { get; init; }

    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    public required Dictionary<string, string> Tags { get; init; }

    public JsonArray? DependsOn { get; init; }

    public string? Share { get; init; }

    public int Priority { get; init; }

    public bool? PropagateTags { get; init; }

    public required bool IsFargate { get; init; }

    /// <summary>The length of the overrides, as the container service counts it.</summary>
    public required int OverridesLength { get; init; }

    /// <summary>The group and the prefix of the log streams.</summary>
    public required string LogGroup { get; init; }

    public required string LogPrefix { get; init; }

    /// <summary>What its tasks have in common; made when the first one starts.</summary>
    public TaskTemplate? Template { get; set; }
}
