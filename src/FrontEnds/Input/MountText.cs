using MultiBatch.Jobs;

namespace MultiBatch.FrontEnds.Input;

/// <summary>Reads <c>SOURCE:TARGET[:ro]</c>; a source may be a URI or a Windows path, so the last colons count.</summary>
internal static class MountText
{
    /// <exception cref="FormatException">It has no source or no target.</exception>
    public static Mount Parse(string text)
    {
        var rest = text;
        bool? readOnly = null;
        if (rest.EndsWith(":ro", StringComparison.Ordinal) || rest.EndsWith(":rw", StringComparison.Ordinal))
        {
            readOnly = rest[^1] == 'o';
            rest = rest[..^3];
        }

        var split = rest.LastIndexOf(':');
        if (split == 1 || (split > 1 && rest[split - 2] == ':'))
        {
            // The colon of a drive letter in the target: C:\data:D:\data.
            split = rest.LastIndexOf(':', split - 1);
        }

        return split > 0 && split < rest.Length - 1 && !rest[(split + 1)..].StartsWith("//", StringComparison.Ordinal)
            ? new Mount { Source = rest[..split], Target = rest[(split + 1)..], ReadOnly = readOnly }
            : throw new FormatException($"'{text}' has no source and target; write SOURCE:TARGET or SOURCE:TARGET:ro, as /data:/data:ro");
    }
}
