namespace MultiBatch.Providers.Aws.Wire.Scheduling;

/// <summary>How idle quota is lent.</summary>
internal sealed record QuotaSharePolicy
{
    public string? IdleResourceAssignmentStrategy { get; init; }
}
