namespace MultiBatch.Cli.Output;

/// <summary>One cell of a table.</summary>
internal readonly struct Cell
{
    public Cell(string? text, CellColor color = CellColor.None, bool alignRight = false)
    {
        // A control character in a name must not steer the terminal.
        Text = string.Concat((text ?? string.Empty).Select(character => char.IsControl(character) ? '�' : character));
        Color = color;
        AlignRight = alignRight;
    }

    public string Text { get; }

    public CellColor Color { get; }

    public bool AlignRight { get; }

    public static implicit operator Cell(string? text) => new(text);
}
