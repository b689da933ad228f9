namespace MultiBatch.Cli.Output;

/// <summary>Colours with a meaning.</summary>
internal enum CellColor
{
    None,
    Good,
    Bad,
    Busy,
    Waiting,
    Dim,
}
