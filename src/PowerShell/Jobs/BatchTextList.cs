using System.Collections.ObjectModel;

namespace MultiBatch.PowerShell.Jobs;

/// <summary>Texts in order. Read-only.</summary>
public sealed class BatchTextList : ReadOnlyCollection<string>
{
    internal BatchTextList(IReadOnlyList<string>? texts)
        : base(texts?.ToList() ?? [])
    {
    }

    /// <summary>The texts, with commas between.</summary>
    public override string ToString() => string.Join(", ", this);
}
