using MultiBatch.Conformance.LifeCycle;
using MultiBatch.Conformance.Tests.InMemory;
using Xunit.Sdk;

namespace MultiBatch.Conformance.Tests.Suites;

public sealed class CoverageTests
{
    [Fact]
    public void Every_suite_runs_on_every_variant()
    {
        ConformanceSuites.AssertDerived<CapableHarness>(typeof(CoverageTests).Assembly);
        ConformanceSuites.AssertDerived<PlainHarness>(typeof(CoverageTests).Assembly);
        ConformanceSuites.AssertDerived<LaggingHarness>(typeof(CoverageTests).Assembly);
        ConformanceSuites.AssertDerived<CataloguedHarness>(typeof(CoverageTests).Assembly);
    }

    [Fact]
    public void A_suite_that_is_not_derived_is_named()
    {
        // No class takes the abstract harness itself.
        var failure = Assert.ThrowsAny<XunitException>(() => ConformanceSuites.AssertDerived<InMemoryHarness>(typeof(CoverageTests).Assembly));

        Assert.All(ConformanceSuites.All, suite => Assert.Contains(suite.Name, failure.Message));
    }

    [Fact]
    public void An_exclusion_has_a_reason_and_is_not_derived_too()
    {
        var exclusions = new Dictionary<Type, string> { [typeof(LifeCycleConformance)] = " " };

        var failure = Assert.ThrowsAny<XunitException>(() => ConformanceSuites.AssertDerived<CapableHarness>(typeof(CoverageTests).Assembly, exclusions));

        Assert.Contains("without a reason", failure.Message);
        Assert.Contains("both derived and excluded", failure.Message);
    }
}
