namespace MultiBatch.Cli.Commands.Demo;

/// <summary>A connection of the user's, or this machine.</summary>
internal sealed class ConnectionTarget(string name) : DemoTarget
{
    public override string Label => name;

    public override async Task<DemoSession> OpenAsync(CommandContext context, CancellationToken cancellationToken) =>
        new(await context.Host.Clients.OpenAsync(name, cancellationToken));
}
