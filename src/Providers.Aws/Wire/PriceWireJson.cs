using System.Text.Json.Serialization;
using MultiBatch.Providers.Aws.Wire.Prices;

namespace MultiBatch.Providers.Aws.Wire;

/// <summary>Source-generated metadata of the messages of the price list.</summary>
[JsonSerializable(typeof(GetProductsRequest))]
[JsonSerializable(typeof(GetProductsResponse))]
internal sealed partial class PriceWireJson : JsonSerializerContext
{
    // The names of the price list begin with capital letters, as its members do here.
    internal static PriceWireJson Instance { get; } = new(new System.Text.Json.JsonSerializerOptions { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull });
}
