using MultiBatch.Jobs;

namespace MultiBatch.Machines;

/// <summary>A price of a machine type.</summary>
public sealed record MachinePrice
{
    /// <summary>The provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The provider's name of the type.</summary>
    public required string MachineType { get; init; }

    /// <summary>How it is bought: on demand or spot.</summary>
    public required PurchaseKind Purchase { get; init; }

    /// <summary>The price of one hour, in <see cref="Currency"/>.</summary>
    public required decimal HourlyPrice { get; init; }

    /// <summary>The currency, as <c>USD</c>.</summary>
    public required string Currency { get; init; }

    /// <summary>When the price was true.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Where it was read.</summary>
    public required string Source { get; init; }
}
