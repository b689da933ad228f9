using System.Diagnostics.CodeAnalysis;
using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Syntax;

namespace MultiBatch.JobFiles.Reading;

/// <summary>
/// Reads a map of known keys. The table of fields says everything: what is read, what is required, and which keys are offered for one
/// that is unknown.
/// </summary>
/// <typeparam name="T">What is read; immutable.</typeparam>
internal sealed class ObjectReader<T>
{
    private readonly string _what;
    private readonly T _empty;
    private readonly Dictionary<string, Field<T>> _fields;
    private readonly Action<T, MappingNode, Scope>? _check;

    /// <summary>Creates a reader.</summary>
    /// <param name="what">What is read, with its article, as <c>a job</c>.</param>
    /// <param name="empty">The object with nothing set.</param>
    /// <param name="fields">Its keys.</param>
    /// <param name="check">Reports what is wrong between fields; called when each field alone was read.</param>
    public ObjectReader(string what, T empty, IReadOnlyList<Field<T>> fields, Action<T, MappingNode, Scope>? check = null)
    {
        _what = what;
        _empty = empty;
        _fields = fields.ToDictionary(field => field.Key, StringComparer.Ordinal);
        _check = check;
        Keys = fields.Select(field => field.Key).ToList();
    }

    /// <summary>The keys, in the order they are best written in.</summary>
    public IReadOnlyList<string> Keys { get; }

    public Field<T> this[string key] => _fields[key];

    public bool TryRead(Node node, Scope scope, [MaybeNullWhen(false)] out T value)
    {
        value = _empty;
        if (node is not MappingNode mapping)
        {
            scope.Report(node.Start, node is ScalarNode { Kind: ScalarKind.Empty or ScalarKind.Null }
                ? $"there is no value; write the keys of {_what} below it ({Some(Keys)}), or remove the key."
                : $"found {Quote.Node(node)}, expected {_what}: a map with keys such as {Some(Keys)}.");
            return false;
        }

        var isComplete = true;
        foreach (var entry in mapping.Entries)
        {
            if (_fields.TryGetValue(entry.Key, out var field))
            {
                value = field.Apply(value, entry.Value, scope.Key(entry.Key));
            }
            else
            {
                scope.Key(entry.Key).Report(entry.KeyStart, KeyAdvice.For(entry.Key, _what, Keys, key => _fields[key].KeysBelow));
                isComplete = false;
            }
        }

        foreach (var key in Keys.Where(key => _fields[key].IsRequired && !mapping.Has(key)))
        {
            scope.Report(mapping.Start, $"{_what} needs the key {Quote.Text(key)}.");
            isComplete = false;
        }

        _check?.Invoke(value, mapping, scope);
        return isComplete;
    }

    private static string Some(IReadOnlyList<string> keys) => string.Join(", ", keys.Take(4)) + (keys.Count > 4 ? ", …" : string.Empty);
}
