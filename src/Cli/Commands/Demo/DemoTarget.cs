namespace MultiBatch.Cli.Commands.Demo;

/// <summary>A place the demo runs in.</summary>
internal abstract class DemoTarget
{
    /// <summary>What it is called in the table.</summary>
    public abstract string Label { get; }

    /// <summary>Whether a cloud is only emulated.</summary>
    public virtual bool IsEmulator => false;

    /// <summary>Opens a client; whatever it needs ends with it.</summary>
    public abstract Task<DemoSession> OpenAsync(CommandContext context, CancellationToken cancellationToken);
}
