using MultiBatch.Cli.Composition;

namespace MultiBatch.Cli.Output;

/// <summary>Names and values below each other; empty values are left out.</summary>
internal sealed class Facts(CliHost host)
{
    private readonly List<(string Name, Cell Value)> _facts = [];

    public void Add(string name, string? value, CellColor color = CellColor.None)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _facts.Add((name, new Cell(value, color)));
        }
    }

    public void Complete()
    {
        var width = _facts.Count == 0 ? 0 : _facts.Max(fact => fact.Name.Length);
        foreach (var (name, value) in _facts)
        {
            host.Out.WriteLine($"{name.PadRight(width)}  {(host.OutIsTerminal && host.Colors ? value.Color.Paint(value.Text) : value.Text)}");
        }
    }
}
