using MultiBatch.Conformance;
using MultiBatch.Conformance.Failures;

namespace MultiBatch.Providers.Azure.Tests.Conformance;

public class CoverageTests
{
    [Fact]
    public void Every_suite_is_run_over_http()
    {
        ConformanceSuites.AssertDerived<AzureHarness>(
            typeof(AzureHarness).Assembly, new Dictionary<Type, string> { [typeof(TimeoutConformance)] = $"run for {nameof(AzureClockHarness)}, whose clock shows how long a task really ran" });
        Assert.Contains(typeof(AzureHarness).Assembly.GetTypes(), type => type.IsSubclassOf(typeof(TimeoutConformance)));
    }
}
