using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Google.Wire;

/// <summary>How proto-JSON writes numbers of 64 bits: as text. Both forms are read.</summary>
internal static class ProtoNumbers
{
    internal const JsonNumberHandling Int64 = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString;
}
