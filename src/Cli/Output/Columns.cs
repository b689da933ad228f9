using System.Text;
using MultiBatch.Cli.Composition;

namespace MultiBatch.Cli.Output;

/// <summary>
/// Aligned columns, streamed: the first rows decide the widths, later rows are written as they come. A million rows take no more memory than
/// a hundred, and <c>| head</c> sees the first ones at once.
/// </summary>
internal sealed class Columns
{
    private const int Looked = 200;
    private const int Gap = 2;

    private readonly CliHost _host;
    private readonly string[] _headers;
    private readonly List<Cell[]> _first = [];
    private int[]? _widths;

    public Columns(CliHost host, params string[] headers)
    {
        _host = host;
        _headers = headers;
    }

    public int Rows { get; private set; }

    public void Add(params Cell[] cells)
    {
        Rows++;
        if (_widths is not null)
        {
            WriteRow(cells);
            return;
        }

        _first.Add(cells);
        if (_first.Count == Looked)
        {
            WriteFirst();
        }
    }

    /// <summary>Writes what is still held back.</summary>
    /// <param name="whenEmpty">What to say, on the error stream, when there is no row.</param>
    public void Complete(string whenEmpty)
    {
        if (Rows == 0)
        {
            _host.Error.WriteLine(whenEmpty);
        }
        else if (_widths is null)
        {
            WriteFirst();
        }
    }

    private void WriteFirst()
    {
        _widths = _headers.Select((header, column) => _first.Max(row => Math.Max(header.Length, row[column].Text.Length))).ToArray();
        WriteRow(_headers.Select(header => new Cell(header)).ToArray());
        foreach (var row in _first)
        {
            WriteRow(row);
        }

        _first.Clear();
    }

    private void WriteRow(Cell[] cells)
    {
        var line = new StringBuilder();
        for (var column = 0; column < cells.Length; column++)
        {
            var cell = cells[column];
            var last = column == cells.Length - 1;
            var room = last && _host.OutIsTerminal ? Math.Max(10, _host.Width - line.Length) : int.MaxValue;
            var text = cell.Text.Length > room ? cell.Text[..(room - 1)] + "…" : cell.Text;
            var padding = last ? 0 : _widths![column] + Gap - text.Length;
            line.Append(cell.AlignRight && !last ? new string(' ', Math.Max(0, padding - Gap)) : string.Empty);
            line.Append(_host.OutIsTerminal && _host.Colors ? cell.Color.Paint(text) : text);
            line.Append(' ', cell.AlignRight && !last ? Gap : Math.Max(0, padding));
        }

        _host.Out.WriteLine(line.ToString().TrimEnd());
    }
}
