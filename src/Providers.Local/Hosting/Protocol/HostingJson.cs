using System.Text.Json.Serialization;
using MultiBatch.Providers.Local.Hosting.Addresses;
using MultiBatch.Providers.Local.Hosting.Frames;
using MultiBatch.Providers.Local.Hosting.Operations;

namespace MultiBatch.Providers.Local.Hosting.Protocol;

/// <summary>Source-generated metadata of the frames around the engine's own messages.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(FrameHeader))]
[JsonSerializable(typeof(Hello))]
[JsonSerializable(typeof(Welcome))]
[JsonSerializable(typeof(Refusal))]
[JsonSerializable(typeof(EngineInfo))]
[JsonSerializable(typeof(Nothing))]
internal sealed partial class HostingJson : JsonSerializerContext;
