using System.Text;
using MultiBatch.Providers.Local.Journal.Format;

namespace MultiBatch.Providers.Local.Tests.Journal.Format;

public sealed class LineFormatTests
{
    [Fact]
    public void The_format_on_disk_does_not_change_by_accident()
    {
        var line = Line(LineFormat.StartsCommit, """{"id":1}""");

        Assert.Equal("""ccc65f7d+{"id":1}""", Encoding.ASCII.GetString(line));
    }

    [Fact]
    public void Every_changed_bit_is_noticed()
    {
        var line = Line(LineFormat.Follows, """{"id":17,"text":"some text"}""");
        Assert.True(LineFormat.IsValid(line));

        for (var bit = 0; bit < line.Length * 8; bit++)
        {
            line[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(LineFormat.IsValid(line), $"bit {bit}");
            line[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("1234567")]
    [InlineData("12345678")]
    [InlineData("12345678 ")]
    [InlineData("1234567G {}")]
    public void What_is_too_short_or_no_checksum_is_not_valid(string line) =>
        Assert.False(LineFormat.IsValid(Encoding.ASCII.GetBytes(line)));

    [Fact]
    public void A_mark_that_nobody_writes_is_not_valid_even_with_its_checksum() =>
        Assert.False(LineFormat.IsValid(Line((byte)'*', "{}")));

    [Theory]
    [InlineData('+', true)]
    [InlineData('#', true)]
    [InlineData(' ', false)]
    public void A_first_record_and_a_control_line_prove_that_what_comes_before_was_synced(char mark, bool expected) =>
        Assert.Equal(expected, LineFormat.ProvesEarlierSync(Line((byte)mark, """{"id":1}""")));

    [Fact]
    public void The_proof_is_found_behind_a_line_feed_that_was_damaged()
    {
        byte[] joined = [.. Line(LineFormat.StartsCommit, """{"id":1,"text":"a+b#c"}"""), (byte)'x', .. Line(LineFormat.StartsCommit, "{}")];

        Assert.True(LineFormat.ProvesEarlierSync(joined));
    }

    private static byte[] Line(byte mark, string json)
    {
        byte[] line = [.. new byte[LineFormat.PrefixLength], .. Encoding.UTF8.GetBytes(json)];
        LineFormat.WritePrefix(line, mark);
        return line;
    }
}
