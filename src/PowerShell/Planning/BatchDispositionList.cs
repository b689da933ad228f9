using System.Collections.ObjectModel;
using MultiBatch.FrontEnds.Wording;
using MultiBatch.Planning;

namespace MultiBatch.PowerShell.Planning;

/// <summary>Dispositions: rejected fields first, then by field. Read-only.</summary>
public sealed class BatchDispositionList : ReadOnlyCollection<BatchDisposition>
{
    internal BatchDispositionList(IReadOnlyList<FieldDisposition> dispositions)
        : base(PlanWords.InOrder(dispositions).Select(disposition => new BatchDisposition(disposition)).ToList())
    {
    }

    /// <summary>A disposition after the other.</summary>
    public override string ToString() => string.Join("; ", this);
}
