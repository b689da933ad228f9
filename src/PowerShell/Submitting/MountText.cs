using System.Collections;
using MultiBatch.Jobs;
using MultiBatch.PowerShell.Binding;

namespace MultiBatch.PowerShell.Submitting;

/// <summary>Reads <c>SOURCE:TARGET[:ro]</c>, or a hashtable; a source may be a URI or a Windows path, so the last colons count.</summary>
internal static class MountText
{
    public static Mount Read(object value, string field)
    {
        if (InputValues.Unwrap(value) is IDictionary)
        {
            var map = InputMaps.Texts(value, field) ?? new Dictionary<string, string>();
            var named = new Dictionary<string, string>(map.ToDictionary(pair => pair.Key, pair => pair.Value), StringComparer.OrdinalIgnoreCase);
            return named.TryGetValue("Source", out var from) && named.TryGetValue("Target", out var to)
                ? new Mount { Source = from, Target = to, ReadOnly = named.TryGetValue("ReadOnly", out var only) ? only == "true" : null }
                : throw new CmdletInputException($"{field}: a hashtable needs Source and Target, as @{{ Source = '/data'; Target = '/data'; ReadOnly = $true }}.");
        }

        var text = InputValues.Text(value) ?? string.Empty;
        var rest = text;
        bool? readOnly = null;
        if (rest.EndsWith(":ro", StringComparison.Ordinal) || rest.EndsWith(":rw", StringComparison.Ordinal))
        {
            readOnly = rest[rest.Length - 1] == 'o';
            rest = rest.Substring(0, rest.Length - 3);
        }

        var split = rest.LastIndexOf(':');
        if (split == 1 || (split > 1 && rest[split - 2] == ':'))
        {
            // The colon of a drive letter in the target: C:\data:D:\data.
            split = rest.LastIndexOf(':', split - 1);
        }

        if (split <= 0 || split == rest.Length - 1 || rest.Substring(split + 1).StartsWith("//", StringComparison.Ordinal))
        {
            throw new CmdletInputException($"{field}: '{text}' has no source and target; write SOURCE:TARGET or SOURCE:TARGET:ro, as /data:/data:ro.");
        }

        return new Mount { Source = rest.Substring(0, split), Target = rest.Substring(split + 1), ReadOnly = readOnly };
    }
}
