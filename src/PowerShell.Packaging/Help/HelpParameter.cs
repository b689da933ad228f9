namespace MultiBatch.PowerShell.Packaging.Help;

/// <summary>A parameter on a page of help.</summary>
internal sealed record HelpParameter
{
    public required string Name { get; init; }

    /// <summary>What it means.</summary>
    public required string Text { get; init; }

    /// <summary>How it binds: a block for each group of parameter sets in which it binds in the same way.</summary>
    public required IReadOnlyList<HelpBinding> Bindings { get; init; }
}
