namespace MultiBatch.PowerShell.Packaging.Help;

/// <summary>An example on a page of help.</summary>
internal sealed record HelpExample
{
    public required string Title { get; init; }

    public required string Code { get; init; }

    public required string Remarks { get; init; }
}
