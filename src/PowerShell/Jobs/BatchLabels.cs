using System.Collections.ObjectModel;

namespace MultiBatch.PowerShell.Jobs;

/// <summary>Labels, or other pairs of a name and a value. Read-only.</summary>
public sealed class BatchLabels : ReadOnlyDictionary<string, string>
{
    internal BatchLabels(IReadOnlyDictionary<string, string>? pairs)
        : base(new SortedDictionary<string, string>(pairs?.ToDictionary(pair => pair.Key, pair => pair.Value) ?? [], StringComparer.Ordinal))
    {
    }

    /// <summary>The pairs as <c>team=genomics, tier=1</c>.</summary>
    public override string ToString() => string.Join(", ", this.Select(pair => $"{pair.Key}={pair.Value}"));
}
