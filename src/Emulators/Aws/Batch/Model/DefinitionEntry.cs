using System.Text.Json.Nodes;

namespace MultiBatch.Emulators.Aws.Batch.Model;

/// <summary>A revision of a job definition.</summary>
internal sealed class DefinitionEntry
{
    public required string Name { get; init; }

    public required int Revision { get; init; }

    public required string Arn { get; init; }

    /// <summary>As it was registered.</summary>
    public required JsonObject Spec { get; init; }

    public required Dictionary<string, string> Tags { get; init; }

    public bool IsActive { get; set; } = true;
}
