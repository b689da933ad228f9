using System.Globalization;
using MultiBatch.Providers.Aws.Wire.Prices;

namespace MultiBatch.Providers.Aws.Prices;

/// <summary>Collects spot prices. They differ by zone: the mean of the zones' last prices is what a job can expect.</summary>
internal sealed class SpotPrices
{
    private readonly Dictionary<(string Type, string Zone), (DateTimeOffset At, decimal Price)> _last = [];

    public void Add(SpotPrice item)
    {
        if (item is { ProductDescription: "Linux/UNIX", InstanceType: { } type }
            && decimal.TryParse(item.Price, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) && price > 0
            && DateTimeOffset.TryParse(item.Timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            var key = (type, item.AvailabilityZone ?? string.Empty);
            _last[key] = _last.TryGetValue(key, out var known) && known.At > at ? known : (at, price);
        }
    }

    public IEnumerable<(string Type, decimal Price)> Means() =>
        _last.GroupBy(price => price.Key.Type).Select(type => (type.Key, decimal.Round(type.Average(zone => zone.Value.Price), 6)));
}
