using System.Text.Json;
using System.Text.Json.Serialization;
using MultiBatch.Providers.Google.Wire;

namespace MultiBatch.Providers.Google.Planning;

/// <summary>Source-generated metadata of native settings; an unknown member is an error.</summary>
[JsonSerializable(typeof(NativeSettings))]
internal sealed partial class NativeSettingsJson : JsonSerializerContext
{
    internal static NativeSettingsJson Strict { get; } = new(new JsonSerializerOptions(WireJsonOptions.Create()) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow });
}
