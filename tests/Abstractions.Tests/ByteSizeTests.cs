using System.Globalization;
using Xunit;

namespace MultiBatch.Abstractions.Tests;

public class ByteSizeTests
{
    [Theory]
    [InlineData("16GiB", 17179869184)]
    [InlineData("16GB", 17179869184)]
    [InlineData("16 gb", 17179869184)]
    [InlineData("16g", 17179869184)]
    [InlineData("1.5GiB", 1610612736)]
    [InlineData("512M", 536870912)]
    [InlineData("0.5KiB", 512)]
    [InlineData("3B", 3)]
    [InlineData("0", 0)]
    [InlineData("2097152", 2097152)]
    public void Sizes_are_read(string text, long bytes) => Assert.Equal(bytes, ByteSize.Parse(text).Bytes);

    [Theory]
    [InlineData("")]
    [InlineData("lots")]
    [InlineData("-1GiB")]
    [InlineData("16XB")]
    [InlineData("1,5GiB")]
    [InlineData("9999999999TiB")]
    [InlineData("9223372036854775808B")]
    [InlineData("99999999999999999999999999TiB")]
    [InlineData("8388607.9999999999999999999999TiB")]
    public void What_is_no_size_is_refused(string text) => Assert.Throws<FormatException>(() => ByteSize.Parse(text));

    [Fact]
    public void A_forgotten_unit_is_refused_with_the_way_out()
    {
        Assert.False(ByteSize.TryParse("4", out _, out var problem));
        Assert.Contains("4GiB", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0B")]
    [InlineData(1000, "1000B")]
    [InlineData(1536L * 1024 * 1024, "1536MiB")]
    [InlineData(1024L * 1024 * 1024 * 1024, "1TiB")]
    public void Text_is_the_largest_exact_unit_and_reads_back(long bytes, string text)
    {
        Assert.Equal(text, new ByteSize(bytes).ToString());
        Assert.Equal(bytes, ByteSize.Parse(text).Bytes);
    }

    [Theory]
    [InlineData(0, "0B")]
    [InlineData(1023, "1023B")]
    [InlineData(1536L * 1024 * 1024, "1.5GiB")]
    [InlineData(24684096L * 1024, "23.5GiB")]
    [InlineData(64L * 1024 * 1024, "64MiB")]
    public void Text_for_people_is_short(long bytes, string text) => Assert.Equal(text, new ByteSize(bytes).ToRoundedString());

    [Fact]
    public void The_culture_does_not_matter()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal(1610612736, ByteSize.Parse("1.5GiB").Bytes);
            Assert.Equal(TimeSpan.FromSeconds(1.5), DurationText.Parse("1.5s"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Megabytes_are_rounded_up() => Assert.Equal(2, new ByteSize((1024 * 1024) + 1).MebibytesRoundedUp);
}
