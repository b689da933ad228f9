using FsCheck;
using FsCheck.Fluent;
using MultiBatch.Jobs;
using Xunit;

namespace MultiBatch.Abstractions.Tests.Jobs;

public class JobReferenceTests
{
    [Theory]
    [InlineData("local:4f1c")]
    [InlineData("local:main/4f1c#7")]
    [InlineData("aws:prod/main/4f1c@2")]
    [InlineData("aws:prod/eu-west-1/main/0b51-77#7@2")]
    public void Text_reads_back(string text) => Assert.Equal(text, JobReference.Parse(text).ToString());

    [Fact]
    public void Parts_are_where_they_belong()
    {
        var reference = JobReference.Parse("aws:prod/eu-west-1/main/0b51#7@2");

        Assert.Equal(("aws", "prod", "eu-west-1", "main", "0b51", 7, 2), (reference.Provider, reference.Connection, reference.Region, reference.Queue, reference.Id, reference.Index, reference.Attempt));
    }

    [Theory]
    [InlineData("")]
    [InlineData("4f1c")]
    [InlineData(":4f1c")]
    [InlineData("local:")]
    [InlineData("local:main/")]
    [InlineData("local:4f1c#")]
    [InlineData("local:4f1c#-1")]
    [InlineData("local:4f1c#x")]
    [InlineData("local:4f1c@0")]
    [InlineData("local:a/b/c/d/e")]
    public void What_is_no_reference_is_refused(string text)
    {
        Assert.False(JobReference.TryParse(text, out _));
        Assert.Throws<FormatException>(() => JobReference.Parse(text));
    }

    [Fact]
    public void Any_parts_round_trip_and_the_text_is_safe_in_a_table()
    {
        var part = ArbMap.Default.GeneratorFor<string>().Where(text => text is { Length: > 0 } && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsSurrogate));
        var optional = part.OrNull();
        var number = Gen.Choose(0, 100_000).Select(n => n == 0 ? (int?)null : n);
        var references =
            from provider in part
            from id in part
            from connection in optional
            from region in optional
            from queue in optional
            from index in number
            from attempt in number
            select new JobReference(provider, id) { Connection = connection, Region = region, Queue = queue, Index = index, Attempt = attempt };

        Prop.ForAll(references.ToArbitrary(), reference =>
        {
            var text = reference.ToString();
            return JobReference.Parse(text) == reference && !text.Any(c => c is ',' or ';' or '"' or '\'' or '|' || char.IsWhiteSpace(c));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_child_drops_the_attempt()
    {
        var child = JobReference.Parse("local:4f1c#1@3").Child(2);

        Assert.Equal("local:4f1c#2", child.ToString());
        Assert.Equal("local:4f1c", child.Parent.ToString());
    }
}
