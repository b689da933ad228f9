using System.Text.Json.Serialization;
using MultiBatch.Providers.Local.Journal.Storage;

namespace MultiBatch.Providers.Local.Journal.Format;

/// <summary>Serialization metadata of what the journal itself writes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ControlLine))]
[JsonSerializable(typeof(FolderFormat))]
[JsonSerializable(typeof(LockOwner))]
internal sealed partial class StateJson : JsonSerializerContext;
