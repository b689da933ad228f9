using MultiBatch.Conformance;

namespace MultiBatch.Providers.Aws.Tests.Conformance;

public class CoverageTests
{
    [Fact]
    public void Every_suite_is_run_over_http() => ConformanceSuites.AssertDerived<AwsHarness>(typeof(AwsHarness).Assembly);
}
