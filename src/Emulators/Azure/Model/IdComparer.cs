using MultiBatch.Emulators.Quirks;

namespace MultiBatch.Emulators.Azure.Model;

/// <summary>Compares ids as the service does: without case, while that is imitated.</summary>
internal sealed class IdComparer : IEqualityComparer<string>
{
    private readonly EmulatorQuirks _quirks;

    public IdComparer(EmulatorQuirks quirks) => _quirks = quirks;

    public bool Equals(string? x, string? y) => string.Equals(x, y, _quirks.IsOn(AzureQuirks.IdsIgnoreCase) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    // The same for both, so that entries are found again after a switch.
    public int GetHashCode(string obj) => StringComparer.OrdinalIgnoreCase.GetHashCode(obj);
}
