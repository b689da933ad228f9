using MultiBatch.Conformance;

namespace MultiBatch.Providers.Local.Tests.Conformance;

public class CoverageTests
{
    [Fact]
    public void Every_suite_is_run_by_the_local_engine() => ConformanceSuites.AssertDerived<LocalHarness>(typeof(LocalHarness).Assembly);

#if !TESTING_NETSTANDARD_BUILD
    [Fact]
    public void Every_suite_is_run_by_the_portable_launch_path() => ConformanceSuites.AssertDerived<PortableHarness>(typeof(LocalHarness).Assembly);
#endif
}
