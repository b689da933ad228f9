using MultiBatch.JobFiles.Tables;

namespace MultiBatch.JobFiles.Tests.Tables;

public class TaskRowRangeTests
{
    [Theory]
    [InlineData("7", 7, 7, "7")]
    [InlineData("2-5", 2, 5, "2-5")]
    [InlineData("3-", 3, null, "3-")]
    [InlineData(" 2 - 5 ", 2, 5, "2-5")]
    [InlineData("4-4", 4, 4, "4")]
    public void Ranges_are_read_and_written(string text, int first, int? last, string written)
    {
        var range = TaskRowRange.Parse(text);

        Assert.Equal(new TaskRowRange(first, last), range);
        Assert.Equal(written, range.ToString());
        Assert.Equal(range, TaskRowRange.Parse(range.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("5-2")]
    [InlineData("1-2-3")]
    [InlineData("a-b")]
    [InlineData("1.5")]
    [InlineData("+1")]
    [InlineData("99999999999")]
    public void What_is_no_range_is_refused(string? text)
    {
        Assert.False(TaskRowRange.TryParse(text, out var range));
        Assert.Null(range);
        Assert.Throws<FormatException>(() => TaskRowRange.Parse(text!));
    }

    [Fact]
    public void Bounds_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TaskRowRange(0, null));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TaskRowRange(3, 2));
    }
}
