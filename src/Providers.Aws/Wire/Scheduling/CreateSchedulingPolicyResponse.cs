namespace MultiBatch.Providers.Aws.Wire.Scheduling;

/// <summary>The scheduling policy made.</summary>
internal sealed record CreateSchedulingPolicyResponse : WireReply
{
    public string? Name { get; init; }

    public string? Arn { get; init; }
}
