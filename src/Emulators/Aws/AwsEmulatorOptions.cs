namespace MultiBatch.Emulators.Aws;

/// <summary>Settings of an <see cref="AwsEmulator"/>. Every one has a working default.</summary>
public sealed record AwsEmulatorOptions : EmulatorOptions
{
    /// <summary>The region requests are signed for and ARNs name. Default: <c>us-east-1</c>.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>The account ARNs name: 12 digits. Default: <c>123456789012</c>.</summary>
    public string AccountId { get; init; } = "123456789012";

    /// <summary>
    /// The key requests must be signed with. Default: one with a secret made up at the start, see <see cref="AwsEmulator.Credentials"/>.
    /// </summary>
    public AwsCredentials? Credentials { get; init; }

    /// <summary>
    /// False to take requests without looking at their signature. What comes in runs commands of this host: leave it true where others can open
    /// its ports. Default: true.
    /// </summary>
    public bool VerifySignatures { get; init; } = true;

    /// <summary>How long the service takes for what it does by itself. Default: <see cref="AwsDelays.Brief"/>.</summary>
    public AwsDelays Delays { get; init; } = AwsDelays.Brief;

    /// <summary>How long jobs are known after their end, shortened by <see cref="EmulatorOptions.TimeScale"/>. Default: 7 days.</summary>
    public TimeSpan JobHistory { get; init; } = TimeSpan.FromDays(7);

    /// <summary>False for a service without CancelJobs and TerminateJobs, as it was before September 2026. Default: true.</summary>
    public bool BulkStops { get; init; } = true;

    internal override bool HasContainers => true;
}
