using System.Buffers;

namespace MultiBatch.Cli.Output;

/// <summary>One cell of a table.</summary>
internal readonly struct Cell
{
    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl)]);

    public Cell(string? text, CellColor color = CellColor.None, bool alignRight = false)
    {
        Text = Clean(text ?? string.Empty);
        Color = color;
        AlignRight = alignRight;
    }

    public string Text { get; }

    public CellColor Color { get; }

    public bool AlignRight { get; }

    public static implicit operator Cell(string? text) => new(text);

    // A control character in a name must not steer the terminal.
    private static string Clean(string text) =>
        text.AsSpan().ContainsAny(Controls) ? string.Concat(text.Select(character => char.IsControl(character) ? '\uFFFD' : character)) : text;
}
