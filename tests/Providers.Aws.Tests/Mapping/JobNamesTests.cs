using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Aws.Tests.Mapping;

public class JobNamesTests
{
    private static readonly SubmissionId Id = SubmissionId.FromText("nightly");

    [Theory]
    [InlineData("a")]
    [InlineData("render-frames_2")]
    [InlineData("ends-with-p7")]
    [InlineData("p1")]
    public void A_name_comes_back_from_the_native_one(string name)
    {
        Assert.Equal((name, Id), JobNames.Split(JobNames.Of(name, Id)));
        Assert.Equal((name, Id), JobNames.Split(JobNames.OfPart(name, Id, 0)));
        Assert.Equal((name, Id), JobNames.Split(JobNames.OfPart(name, Id, 999)));
    }

    [Theory]
    [InlineData("somebody-elses-job")]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("job-p3")]
    [InlineData("01m7yzx2f8z84abxtpbdaqfw32")]
    public void The_name_of_another_tool_is_kept_whole(string native) => Assert.Equal((native, null), JobNames.Split(native));

    [Fact]
    public void The_longest_name_fits_with_all_that_is_added()
    {
        var native = JobNames.OfPart(new string('n', 128), Id, 999);

        Assert.True(native.Length <= 128, $"{native.Length} characters");
        Assert.Equal(new string('n', JobNames.LongestName), JobNames.Split(native).Name);
    }

    [Theory]
    [InlineData("a", "a*")]
    [InlineData("a*", "a*")]
    public void The_filter_finds_what_was_added_to(string name, string filter) => Assert.Equal(filter, JobNames.Filter(name));

    [Theory]
    [InlineData("0/12:10000", 0, 12, 10000)]
    [InlineData("999/1000:1", 999, 1000, 1)]
    public void A_part_comes_back_from_its_tag(string text, int number, int count, int size)
    {
        var part = JobPart.Parse(text)!;

        Assert.Equal((number, count, size), (part.Number, part.Count, part.Size));
        Assert.Equal(text, part.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12/12:1")]
    [InlineData("1/2")]
    [InlineData("-1/2:3")]
    [InlineData("a/b:c")]
    public void Another_text_is_no_part(string? text) => Assert.Null(JobPart.Parse(text));

    [Theory]
    [InlineData(new[] { 0 }, "0")]
    [InlineData(new[] { 1, 2, 3, 7, 9, 10 }, "1-3,7,9-10")]
    public void Indexes_come_back_from_their_text(int[] indexes, string text)
    {
        Assert.Equal(text, IndexText.Format(indexes));
        Assert.Equal(indexes, IndexText.Parse(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1,x")]
    [InlineData("3-1")]
    [InlineData("1-2-3")]
    [InlineData("0-2000000000")]
    public void Another_text_is_no_list_of_indexes(string? text) => Assert.Null(IndexText.Parse(text));
}
