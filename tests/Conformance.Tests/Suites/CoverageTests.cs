using MultiBatch.Conformance.Tests.InMemory;

namespace MultiBatch.Conformance.Tests.Suites;

public sealed class CoverageTests
{
    [Fact]
    public void Every_suite_runs_on_every_variant()
    {
        ConformanceSuites.AssertDerived<CapableHarness>(typeof(CoverageTests).Assembly);
        ConformanceSuites.AssertDerived<PlainHarness>(typeof(CoverageTests).Assembly);
        ConformanceSuites.AssertDerived<LaggingHarness>(typeof(CoverageTests).Assembly);
    }
}
