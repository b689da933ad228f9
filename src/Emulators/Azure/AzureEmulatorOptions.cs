namespace MultiBatch.Emulators.Azure;

/// <summary>Settings of an <see cref="AzureEmulator"/>. Every one has a working default.</summary>
public sealed record AzureEmulatorOptions : EmulatorOptions
{
    /// <summary>The name of the account requests are signed for. Default: <c>emulated</c>.</summary>
    public string AccountName { get; init; } = "emulated";

    /// <summary>The key requests are signed with, in Base64. Default: one made up at the start, see <see cref="AzureEmulator.AccountKey"/>.</summary>
    public string? AccountKey { get; init; }

    /// <summary>A bearer token that is taken instead of a signature. Default: none is.</summary>
    public string? BearerToken { get; init; }

    /// <summary>
    /// False to take requests without looking at their signature. What comes in runs commands of this host: leave it true where others can open
    /// its ports. Default: true.
    /// </summary>
    public bool VerifySignatures { get; init; } = true;

    /// <summary>How long the service takes for what it does by itself. Default: <see cref="AzureDelays.Brief"/>.</summary>
    public AzureDelays Delays { get; init; } = AzureDelays.Brief;

    /// <summary>The most jobs that are not completed. Default: 300.</summary>
    public int ActiveJobQuota { get; init; } = 300;

    /// <summary>The most pools. Default: 100.</summary>
    public int PoolQuota { get; init; } = 100;

    /// <summary>The most nodes of all pools together that are not spot nodes; a pool that wants more gets fewer and says why. Default: no bound.</summary>
    public int? DedicatedNodeQuota { get; init; }
}
