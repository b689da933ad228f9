namespace MultiBatch.Cli.Commands.Demo;

/// <summary>Where the demo runs.</summary>
internal static class DemoTargets
{
    /// <summary>The connection asked for; without one this machine, and each cloud there is an emulator of.</summary>
    public static IReadOnlyList<DemoTarget> Of(CommandContext context) => context.ConnectionName is { } name
        ? [new ConnectionTarget(name)]
        : [new ConnectionTarget("local"), new EmulatedAwsTarget(), new EmulatedAzureTarget(), new EmulatedGoogleTarget()];
}
