using System.Reflection;

namespace MultiBatch.Emulators.Shapes;

/// <summary>
/// The requests of a service, read from a text: a line for each shape, <c>Name {member*:kind, …}</c>. A star marks what is required. Kinds are
/// <c>any</c>, <c>str</c>, <c>int</c>, <c>num</c>, <c>bool</c>, <c>(A|B)</c> for certain words, <c>[kind]</c>, <c>map&lt;kind&gt;</c>, <c>{…}</c> and
/// <c>@Name</c> for a shape of an earlier line. A line that begins with <c>#</c> is a remark; one that begins with a blank goes on with the one before.
/// </summary>
internal sealed class ShapeBook
{
    private readonly Dictionary<string, Shape> _shapes = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Shape> Shapes => _shapes;

    /// <summary>Reads a book that is a resource of this assembly.</summary>
    public static ShapeBook Load(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"There is no resource '{resource}'.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    public static ShapeBook Parse(string text)
    {
        var lines = new List<string>();
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] == ' ')
            {
                lines[^1] += line;
            }
            else
            {
                lines.Add(line);
            }
        }

        var book = new ShapeBook();
        foreach (var line in lines)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            book._shapes.Add(line[..space], new ShapeParser(line[space..], book._shapes).Parse());
        }

        return book;
    }
}
