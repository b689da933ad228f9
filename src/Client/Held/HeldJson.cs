using System.Text.Json.Serialization;
using MultiBatch.Serialization;

namespace MultiBatch.Held;

/// <summary>The form of held jobs in the catalogue, line by line for people.</summary>
[JsonSerializable(typeof(HeldRecord))]
internal sealed partial class HeldJson : JsonSerializerContext
{
    public static HeldJson Indented { get; } = new(BatchJson.CreateOptions(indented: true));
}
