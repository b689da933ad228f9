using System.Text.Json.Nodes;
using MultiBatch.Emulators.Google.Batch.Rules;

namespace MultiBatch.Emulators.Google.Batch.Model;

/// <summary>What of a job's definition leads it through its life.</summary>
internal sealed class JobTerms
{
    public required int TaskCount { get; init; }

    public required int Parallelism { get; init; }

    public required long Priority { get; init; }

    public required IReadOnlyList<RunnableTerms> Runnables { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required MachineShape Machine { get; init; }

    public required IReadOnlyList<string> Zones { get; init; }

    /// <summary>Variables of single tasks, by index; null when they have none of their own.</summary>
    public IReadOnlyList<JsonObject>? TaskEnvironments { get; init; }

    public bool IsInOrder { get; init; }

    public bool IsSpot { get; init; }

    public string ProvisioningModel { get; init; } = "STANDARD";

    public int MaxRetries { get; init; }

    /// <summary>Null for no policy, true for one that says which codes are tried again, false for one that says which are not.</summary>
    public bool? PolicyRetries { get; init; }

    public IReadOnlyList<int> PolicyCodes { get; init; } = [];

    public TimeSpan? MaxRunDuration { get; init; }

    public JsonArray? Volumes { get; init; }

    public bool NeedsHostsFile { get; init; }

    public bool IsLogged { get; init; }

    /// <summary>The folder the output is written to; null for none.</summary>
    public string? LogsPath { get; init; }

    public bool UsesGenericResource { get; init; }

    /// <summary>How many tasks share a machine.</summary>
    public int TaskPack { get; init; } = 1;

    public JsonObject? BootDisk { get; init; }
}
