using MultiBatch.TestSupport.InMemory;

namespace MultiBatch.Conformance.Tests.InMemory;

/// <summary>A service that does everything itself, at once and exactly.</summary>
public sealed class CapableHarness() : InMemoryHarness(new InMemoryOptions());
