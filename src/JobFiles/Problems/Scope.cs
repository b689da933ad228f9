using System.Globalization;
using System.Text;
using MultiBatch.JobFiles.Syntax;
using MultiBatch.JobFiles.Tables;

namespace MultiBatch.JobFiles.Problems;

/// <summary>Where in a file a reader is. The path is put into words only when there is something to report.</summary>
internal sealed class Scope
{
    private readonly ReadContext _context;
    private readonly Scope? _parent;
    private readonly string _key;
    private readonly int _index;

    private Scope(ReadContext context, Scope? parent, string key, int index)
    {
        _context = context;
        _parent = parent;
        _key = key;
        _index = index;
    }

    /// <summary>The place as a JSON Pointer.</summary>
    public string Pointer => Path(
        static (text, key) => text.Append('/').Append(key.Replace("~", "~0").Replace("/", "~1")),
        static (text, index) => text.Append('/').Append(index));

    /// <summary>The place as <c>jobs[0].resources.memory</c>.</summary>
    public string Field => Path(
        static (text, key) => text.Append(text.Length > 0 ? "." : string.Empty).Append(Quote.Plain(key)),
        static (text, index) => text.Append('[').Append(index).Append(']'));

    /// <summary>The task tables the file names.</summary>
    public TaskTableStore Tables => _context.Tables;

    public static Scope Root(ReadContext context) => new(context, null, string.Empty, -1);

    public Scope Key(string key) => new(_context, this, key, -1);

    public Scope Item(int index) => new(_context, this, string.Empty, index);

    /// <summary>Reports a problem with this value.</summary>
    public void Report(Position at, string message) => _context.Problems.Add(at, Pointer, Field, message);

    /// <summary>Reports a problem found in another file.</summary>
    public void Report(JobFileProblem problem) => _context.Problems.Add(problem);

    private string Path(Action<StringBuilder, string> addKey, Action<StringBuilder, string> addIndex)
    {
        var text = new StringBuilder();
        Append(this);
        return text.ToString();

        void Append(Scope scope)
        {
            if (scope._parent is null)
            {
                return;
            }

            Append(scope._parent);
            if (scope._index >= 0)
            {
                addIndex(text, scope._index.ToString(CultureInfo.InvariantCulture));
            }
            else
            {
                addKey(text, scope._key);
            }
        }
    }
}
