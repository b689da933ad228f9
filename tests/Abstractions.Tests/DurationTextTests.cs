using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace MultiBatch.Abstractions.Tests;

public class DurationTextTests
{
    [Theory]
    [InlineData("90", 90)]
    [InlineData("90s", 90)]
    [InlineData("1.5m", 90)]
    [InlineData("2h", 7200)]
    [InlineData("1h30m", 5400)]
    [InlineData("1d", 86400)]
    [InlineData("250ms", 0.25)]
    [InlineData("00:05:00", 300)]
    [InlineData("1.12:00:00", 129600)]
    [InlineData(" 2H ", 7200)]
    public void Durations_are_read(string text, double seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), DurationText.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("5 parsecs")]
    [InlineData("30m1h")]
    [InlineData("1h1h")]
    [InlineData("1,5h")]
    [InlineData("1:30")]
    [InlineData("99999999999999d")]
    [InlineData("99999999999999999999999999d")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("99999999999999999999999999d99999999999999999999999999h")]
    public void What_is_no_duration_is_refused(string text) => Assert.Throws<FormatException>(() => DurationText.Parse(text));

    [Fact]
    public void What_is_written_reads_back() =>
        Prop.ForAll(
            Gen.Choose(0, int.MaxValue).Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds)).ToArbitrary(),
            duration => DurationText.Parse(DurationText.Format(duration)) == duration).QuickCheckThrowOnFailure();
}
