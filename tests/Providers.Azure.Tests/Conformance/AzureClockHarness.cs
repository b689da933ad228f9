using MultiBatch.Emulators.Azure;

namespace MultiBatch.Providers.Azure.Tests.Conformance;

/// <summary>The same with a clock that runs as fast as anybody's: a timeout is told from a stop by how long the task ran, which a faster clock would hide.</summary>
public sealed class AzureClockHarness : AzureHarness
{
    protected override AzureEmulatorOptions EmulatorOptions => new();
}
