using MultiBatch.Conformance;

namespace MultiBatch.Providers.Azure.Tests.Conformance;

public class CoverageTests
{
    [Fact]
    public void Every_suite_is_run_over_http() => ConformanceSuites.AssertDerived<AzureHarness>(typeof(AzureHarness).Assembly);
}
