using System.Text.Json;
using System.Text.Json.Serialization;
using MultiBatch.Definitions;
using MultiBatch.Environments;
using MultiBatch.Queues;
using MultiBatch.Serialization;

namespace MultiBatch.Catalogue;

/// <summary>The documents of a catalogue, in the stable form of the models, line by line for people.</summary>
[JsonSerializable(typeof(JobQueueSpec))]
[JsonSerializable(typeof(ComputeEnvironmentSpec))]
[JsonSerializable(typeof(JobDefinition))]
[JsonSerializable(typeof(JobDefinitionSpec))]
internal sealed partial class CatalogueJson : JsonSerializerContext
{
    public static CatalogueJson Indented { get; } = new(BatchJson.CreateOptions(indented: true));
}
