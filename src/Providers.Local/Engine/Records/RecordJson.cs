using System.Text.Json.Serialization;
using MultiBatch.Serialization;

namespace MultiBatch.Providers.Local.Engine.Records;

/// <summary>How the state of the engine is written to disk: source-generated, in the form of <see cref="BatchJson"/>.</summary>
[JsonSerializable(typeof(StateChange))]
[JsonSerializable(typeof(SnapshotItem))]
[JsonSerializable(typeof(JobImage[]))]
internal sealed partial class RecordJson : JsonSerializerContext
{
    public static RecordJson Stored { get; } = new(BatchJson.CreateOptions());
}
