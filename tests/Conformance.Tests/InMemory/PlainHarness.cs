using MultiBatch.Capabilities;
using MultiBatch.TestSupport.InMemory;

namespace MultiBatch.Conformance.Tests.InMemory;

/// <summary>A service that has what every service must have and nothing more: lines for logs, one stream, the last attempt, little choice.</summary>
public sealed class PlainHarness() : InMemoryHarness(new InMemoryOptions
{
    Levels = BatchCapabilities.AllFeatures
        .Except(Declarations.CapabilityConformance.Floor)
        .Except([BatchFeature.Processes])
        .ToDictionary(feature => feature, _ => SupportLevel.Unsupported),
    LogFidelity = LogFidelity.Lines,
    AttemptHistory = AttemptHistory.LastOnly,
    RepeatedSubmit = RepeatedSubmit.AlreadyExists,
    ShortestTimeout = TimeSpan.FromSeconds(1),
});
