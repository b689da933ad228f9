using MultiBatch.Submissions;
using Xunit;

namespace MultiBatch.Abstractions.Tests.Submissions;

public class SubmissionIdTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void New_ids_differ_and_sort_by_time()
    {
        var ids = Enumerable.Range(0, 1000).Select(index => SubmissionId.New(Now.AddMilliseconds(index)).ToString()).ToList();

        Assert.Equal(1000, ids.Distinct().Count());
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void An_id_fits_the_strictest_service()
    {
        var text = SubmissionId.New(Now).ToString();

        Assert.Matches("^[0-7][0-9a-hjkmnp-tv-z]{25}$", text);
        Assert.True(SubmissionId.TryParse(text, out var again));
        Assert.Equal(text, again.ToString());
    }

    [Fact]
    public void The_same_text_always_gives_the_same_id()
    {
        Assert.Equal(SubmissionId.FromText("nightly-2026-11-21"), SubmissionId.FromText("nightly-2026-11-21"));
        Assert.NotEqual(SubmissionId.FromText("nightly-2026-11-21"), SubmissionId.FromText("nightly-2026-11-22"));
        Assert.Equal("1a7dhbafevkwb7pryj481a6r41", SubmissionId.FromText("nightly").ToString());
    }

    [Fact]
    public void An_id_given_as_text_is_taken_as_it_is()
    {
        var id = SubmissionId.New(Now);

        Assert.Equal(id, SubmissionId.FromText(id.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void An_empty_text_is_refused(string text) => Assert.Throws<ArgumentException>(() => SubmissionId.FromText(text));
}
