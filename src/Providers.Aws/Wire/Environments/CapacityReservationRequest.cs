namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>Capacity reserved beforehand, and whether to prefer it.</summary>
internal sealed record CapacityReservationRequest
{
    public string? ReservationGroupArn { get; init; }

    public string? ReservationPreference { get; init; }
}
