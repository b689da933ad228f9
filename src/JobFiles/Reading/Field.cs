using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Syntax;

namespace MultiBatch.JobFiles.Reading;

/// <summary>One key of an object of type <typeparamref name="T"/>: its name, how its value is read and where it goes.</summary>
internal sealed class Field<T>
{
    private readonly Func<T, Node, Scope, T> _apply;

    private Field(string key, Func<T, Node, Scope, T> apply)
    {
        Key = key;
        _apply = apply;
    }

    public string Key { get; }

    /// <summary>Whether the object makes no sense without it.</summary>
    public bool IsRequired { get; private init; }

    /// <summary>The keys one level down, when the value is an object.</summary>
    public IReadOnlyList<string> KeysBelow { get; private init; } = [];

    public static Field<T> Of<TValue>(string key, ValueReader<TValue> reader, Func<T, TValue, T> set, bool isRequired = false) =>
        new(key, (target, node, scope) => reader(node, scope, out var value) ? set(target, value) : target) { IsRequired = isRequired };

    public static Field<T> Of<TValue>(string key, ObjectReader<TValue> reader, Func<T, TValue, T> set, bool isRequired = false) =>
        Of<TValue>(key, reader.TryRead, set, isRequired).With(reader.Keys);

    /// <summary>The same field, with the keys that the long form of its value has.</summary>
    public Field<T> With(IReadOnlyList<string> keysBelow) => new(Key, _apply) { IsRequired = IsRequired, KeysBelow = keysBelow };

    public T Apply(T target, Node node, Scope scope) => _apply(target, node, scope);
}
