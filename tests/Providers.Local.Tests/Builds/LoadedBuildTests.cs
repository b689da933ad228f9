using System.Reflection;
using System.Runtime.Versioning;

namespace MultiBatch.Providers.Local.Tests.Builds;

/// <summary>These sources are compiled into two test projects; each must run against its own build of the libraries.</summary>
public sealed class LoadedBuildTests
{
#if TESTING_NETSTANDARD_BUILD
    private const string Expected = ".NETStandard,Version=v2.0";
#else
    private const string Expected = ".NETCoreApp,Version=v8.0";
#endif

    [Theory]
    [InlineData("MultiBatch.Abstractions")]
    [InlineData("MultiBatch.Client")]
    [InlineData("MultiBatch.Conformance")]
    [InlineData("MultiBatch.Providers.Local")]
    public void Library_is_the_build_under_test(string library)
    {
        var attribute = Assembly.Load(library).GetCustomAttribute<TargetFrameworkAttribute>();

        Assert.NotNull(attribute);
        Assert.Equal(Expected, attribute.FrameworkName);
    }
}
