using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Syntax;

namespace MultiBatch.JobFiles.Reading;

/// <summary>Readers of lists, and of maps with keys of the user's own.</summary>
internal static class Collections
{
    /// <summary>A list.</summary>
    /// <param name="expected">What the list is, as <c>a list of machine types</c>.</param>
    /// <param name="item">Reads an item.</param>
    /// <param name="mayBeEmpty">Whether a list of nothing makes sense.</param>
    /// <param name="insteadOf">What to write in place of a single value; null for a list with one item.</param>
    public static ValueReader<IReadOnlyList<T>> List<T>(
        string expected, ValueReader<T> item, bool mayBeEmpty = true, Func<ScalarNode, string>? insteadOf = null) =>
        (Node node, Scope scope, [MaybeNullWhen(false)] out IReadOnlyList<T> value) =>
        {
            value = null;
            if (node is not SequenceNode sequence)
            {
                var found = node is ScalarNode { Kind: ScalarKind.Empty or ScalarKind.Null } ? "there is no value" : "found " + Quote.Node(node);
                var way = node is ScalarNode { Kind: not (ScalarKind.Empty or ScalarKind.Null) } scalar
                    ? insteadOf?.Invoke(scalar) ?? $"write [{Quote.Plain(scalar.Text)}] for a list of one"
                    : "write one item per line, each after '- '";
                return Scalars.Refuse(scope, node, $"{found}, expected {expected}; {way}.");
            }

            if (sequence.Items.Count == 0 && !mayBeEmpty)
            {
                return Scalars.Refuse(scope, node, $"the list is empty, expected {expected}; write at least one item, or remove the key.");
            }

            var items = new List<T>(sequence.Items.Count);
            for (var index = 0; index < sequence.Items.Count; index++)
            {
                if (item(sequence.Items[index], scope.Item(index), out var read))
                {
                    items.Add(read);
                }
            }

            value = items.AsReadOnly();
            return items.Count == sequence.Items.Count;
        };

    /// <summary>A map with keys of the user's own. Its values may be secrets: no message shows one.</summary>
    /// <param name="expected">What the map is, as <c>a map of labels</c>.</param>
    /// <param name="keyProblem">What is wrong with a key; null when nothing is.</param>
    /// <param name="item">Reads a value.</param>
    public static ValueReader<IReadOnlyDictionary<string, T>> Map<T>(string expected, Func<string, string?> keyProblem, ValueReader<T> item) =>
        (Node node, Scope scope, [MaybeNullWhen(false)] out IReadOnlyDictionary<string, T> value) =>
        {
            value = null;
            if (node is not MappingNode mapping)
            {
                var found = node is ScalarNode { Kind: ScalarKind.Empty or ScalarKind.Null } ? "there is no value" : "found " + Quote.Kind(node);
                return Scalars.Refuse(scope, node, $"{found}, expected {expected}; write one 'key: value' per line, or remove the key.");
            }

            var items = new Dictionary<string, T>(mapping.Entries.Count, StringComparer.Ordinal);
            foreach (var entry in mapping.Entries)
            {
                if (keyProblem(entry.Key) is { } problem)
                {
                    scope.Report(entry.KeyStart, problem);
                }
                else if (item(entry.Value, scope.Key(entry.Key), out var read))
                {
                    items[entry.Key] = read;
                }
            }

            value = new ReadOnlyDictionary<string, T>(items);
            return items.Count == mapping.Entries.Count;
        };
}
