using System.Collections.ObjectModel;
using MultiBatch.Planning;

namespace MultiBatch.PowerShell.Planning;

/// <summary>The requests of a submit, in order. Read-only.</summary>
public sealed class BatchRequestList : ReadOnlyCollection<BatchRequest>
{
    internal BatchRequestList(IReadOnlyList<NativeRequest> requests)
        : base(requests.Select(request => new BatchRequest(request)).ToList())
    {
    }

    /// <summary>The operations, in order.</summary>
    public override string ToString() => string.Join(", ", this);
}
