using System.Globalization;

namespace MultiBatch.JobFiles.Syntax;

/// <summary>Follows a path of keys and indices into a node.</summary>
internal static class NodePath
{
    /// <summary>The node at the path, or the last one on the way: where a short form stands for a whole object, the path ends early.</summary>
    public static Node Find(Node node, IReadOnlyList<string> path)
    {
        foreach (var step in path)
        {
            if (node is MappingNode mapping && mapping.TryGet(step, out var entry))
            {
                node = entry.Value;
            }
            else if (node is SequenceNode sequence
                && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                && index < sequence.Items.Count)
            {
                node = sequence.Items[index];
            }
            else
            {
                break;
            }
        }

        return node;
    }

    /// <summary>The steps of a JSON Pointer.</summary>
    public static IReadOnlyList<string> Split(string pointer) =>
        pointer.Split('/').Skip(1).Select(step => step.Replace("~1", "/").Replace("~0", "~")).ToList();
}
