namespace MultiBatch.Cli.Commands.Demo;

/// <summary>Where the demo runs.</summary>
internal static class DemoConnections
{
    /// <summary>The connection asked for, or this machine.</summary>
    public static IReadOnlyList<string> Of(CommandContext context) => [context.ConnectionName ?? "local"];
}
