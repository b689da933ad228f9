using MultiBatch.Jobs;

namespace MultiBatch.Cli.Input;

/// <summary>Reads <c>SOURCE:TARGET[:ro]</c>; a source may be a URI or a Windows path, so the last colons count.</summary>
internal static class MountText
{
    public static IReadOnlyList<Mount>? Read(string[]? texts, Values values)
    {
        if (texts is not { Length: > 0 })
        {
            return null;
        }

        var mounts = new List<Mount>();
        foreach (var text in texts)
        {
            var rest = text;
            bool? readOnly = null;
            if (rest.EndsWith(":ro", StringComparison.Ordinal))
            {
                (rest, readOnly) = (rest[..^3], true);
            }
            else if (rest.EndsWith(":rw", StringComparison.Ordinal))
            {
                (rest, readOnly) = (rest[..^3], false);
            }

            var split = rest.LastIndexOf(':');
            if (split == 1 || (split > 1 && rest[split - 2] == ':'))
            {
                // The colon of a drive letter in the target: C:\data:D:\data.
                split = rest.LastIndexOf(':', split - 1);
            }

            if (split <= 0 || split == rest.Length - 1 || rest[(split + 1)..].StartsWith("//", StringComparison.Ordinal))
            {
                values.Add($"--mount: '{text}' has no source and target; write SOURCE:TARGET or SOURCE:TARGET:ro, as /data:/data:ro");
                continue;
            }

            mounts.Add(new Mount { Source = rest[..split], Target = rest[(split + 1)..], ReadOnly = readOnly });
        }

        return mounts;
    }
}
