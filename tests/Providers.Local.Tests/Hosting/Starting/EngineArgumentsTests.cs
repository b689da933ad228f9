using MultiBatch.Providers.Local.Hosting.Starting;

namespace MultiBatch.Providers.Local.Tests.Hosting.Starting;

public sealed class EngineArgumentsTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Written.Length)];

    private static LocalBatchOptions[] Written { get; } =
    [
        new() { StateDirectory = "/state" },
        new() { StateDirectory = "a folder with 'quotes' and --state in it", IdleTimeout = TimeSpan.Zero },
        new()
        {
            StateDirectory = "-s",
            IdleTimeout = TimeSpan.FromMinutes(90),
            StopGrace = TimeSpan.FromMilliseconds(1500),
            LongestBypass = TimeSpan.FromSeconds(5),
            LargestLog = ByteSize.FromMebibytes(3),
            KeepFailedScratch = true,
            PortableLaunch = true,
        },
        new() { StateDirectory = "s", LargestLog = null, PortableLaunch = false },
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_written_is_read_back(int index) => Assert.Equal(Written[index], EngineArguments.Read(EngineArguments.Write(Written[index], Written[index].StateDirectory!)));

    [Theory]
    [InlineData("'--state'")]
    [InlineData("'--state'", "--state")]
    [InlineData("'--state'", "--idle-timeout", "10s")]
    [InlineData("'--speed'", "--state", "s", "--speed", "9")]
    [InlineData("'--idle-timeout soon'", "--state", "s", "--idle-timeout", "soon")]
    [InlineData("'--largest-log many'", "--state", "s", "--largest-log", "many")]
    [InlineData("'--launch 1'", "--state", "s", "--launch", "1")]
    [InlineData("'--launch rocket'", "--state", "s", "--launch", "rocket")]
    [InlineData("'more'", "more")]
    public void Nonsense_is_refused_by_name(string named, params string[] arguments)
    {
        var error = Assert.Throws<FormatException>(() => EngineArguments.Read(arguments));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }
}
