using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Syntax;

namespace MultiBatch.JobFiles.Reading;

/// <summary>A section of a job file: a list of objects, or a map of them by their names.</summary>
/// <typeparam name="T">What the objects are.</typeparam>
/// <param name="one">What one is called, with its article.</param>
/// <param name="reader">Reads one.</param>
/// <param name="nameOf">The name of one; null or empty when it has none.</param>
internal sealed class Section<T>(string one, ObjectReader<T> reader, Func<T, string?> nameOf)
    where T : class
{
    private const string NameKey = "name";

    /// <summary>Reads the objects. Those with problems are left out; their names still count.</summary>
    public IReadOnlyList<SectionItem<T>> Read(Node node, Scope scope)
    {
        var items = new List<SectionItem<T>>();
        switch (node)
        {
            case MappingNode mapping:
                foreach (var entry in mapping.Entries)
                {
                    var below = scope.Key(entry.Key);
                    Add(items, WithName(entry, below), below);
                }

                break;
            case SequenceNode list:
                for (var index = 0; index < list.Items.Count; index++)
                {
                    Add(items, list.Items[index], scope.Item(index));
                }

                break;
            default:
                scope.Report(node.Start, $"found {Quote.Node(node)}, expected a list, or a map with a name before each entry.");
                break;
        }

        CheckNames(items);
        return items;
    }

    private static Node WithName(MappingEntry entry, Scope scope)
    {
        if (entry.Value is not MappingNode value)
        {
            return entry.Value;
        }

        if (value.TryGet(NameKey, out var name))
        {
            if (name.Value is not ScalarNode text || text.Text != entry.Key)
            {
                scope.Key(NameKey).Report(name.KeyStart, $"the name is {Quote.Text(entry.Key)} already, from the key above; remove this one.");
            }

            return value;
        }

        var named = new MappingNode(value.Start);
        named.TryAdd(new MappingEntry(NameKey, entry.KeyStart, new ScalarNode(entry.KeyStart, entry.Key, ScalarKind.Text, isPlain: false)));
        foreach (var other in value.Entries)
        {
            named.TryAdd(other);
        }

        return named;
    }

    private void Add(List<SectionItem<T>> items, Node node, Scope scope)
    {
        // Also an object with an unknown key is kept: other jobs may name it, and would be called wrong for nothing.
        reader.TryRead(node, scope, out var value);
        if (value is not null && node is MappingNode mapping)
        {
            items.Add(new SectionItem<T>(value, nameOf(value) is { Length: > 0 } name ? name : null, mapping, scope));
        }
    }

    private void CheckNames(List<SectionItem<T>> items)
    {
        var first = new Dictionary<string, SectionItem<T>>(StringComparer.Ordinal);
        foreach (var item in items.Where(item => item.Name is not null))
        {
            if (!first.TryAdd(item.Name!, item))
            {
                item.Scope.Key(NameKey).Report(
                    NodePath.Find(item.Node, [NameKey]).Start,
                    $"{Quote.Text(item.Name!)} names {one} already, on line {first[item.Name!].Node.Start.Line}; each needs a name of its own.");
            }
        }
    }
}
