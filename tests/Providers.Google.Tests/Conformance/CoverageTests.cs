using MultiBatch.Conformance;

namespace MultiBatch.Providers.Google.Tests.Conformance;

public class CoverageTests
{
    [Fact]
    public void Every_suite_is_run_over_http() => ConformanceSuites.AssertDerived<GoogleHarness>(typeof(GoogleHarness).Assembly);
}
