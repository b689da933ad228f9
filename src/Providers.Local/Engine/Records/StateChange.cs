using System.Text.Json.Serialization;
using MultiBatch.Definitions;
using MultiBatch.Environments;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Local.Engine.Records;

/// <summary>
/// One change of the engine's state, as it is journalled: exactly one member is set. A change says what became of what, never why it was
/// decided so: repeating the journal gives the same state under every later version of the rules.
/// </summary>
internal sealed record StateChange
{
    /// <summary>An engine took the folder.</summary>
    [JsonPropertyName("open")]
    public EngineOpened? Opened { get; init; }

    /// <summary>Nothing that is planned will be launched any more under its present number.</summary>
    [JsonPropertyName("unplan")]
    public PlansDropped? PlansDropped { get; init; }

    [JsonPropertyName("add")]
    public JobAdded? Added { get; init; }

    [JsonPropertyName("release")]
    public TasksReleased? Released { get; init; }

    [JsonPropertyName("plan")]
    public LaunchesPlanned? Planned { get; init; }

    [JsonPropertyName("start")]
    public AttemptStarted? Started { get; init; }

    [JsonPropertyName("end")]
    public AttemptEnded? Ended { get; init; }

    [JsonPropertyName("kill")]
    public KillOrdered? KillOrdered { get; init; }

    [JsonPropertyName("cancel")]
    public TasksCancelled? Cancelled { get; init; }

    [JsonPropertyName("restart")]
    public TasksRestarted? Restarted { get; init; }

    [JsonPropertyName("env")]
    public ComputeEnvironmentSpec? EnvironmentPut { get; init; }

    [JsonPropertyName("noenv")]
    public string? EnvironmentRemoved { get; init; }

    [JsonPropertyName("queue")]
    public JobQueueSpec? QueuePut { get; init; }

    [JsonPropertyName("noqueue")]
    public string? QueueRemoved { get; init; }

    /// <summary>A revision, new or changed to inactive.</summary>
    [JsonPropertyName("def")]
    public JobDefinition? DefinitionPut { get; init; }
}
