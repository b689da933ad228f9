using MultiBatch.Conformance.Planning;
using MultiBatch.Jobs;
using MultiBatch.Serialization;

namespace MultiBatch.Conformance.Tests.Kit;

public sealed class JobSpecGeneratorTests
{
    [Fact]
    public void Every_field_of_a_spec_is_tried()
    {
        var generator = new JobSpecGenerator(1);
        var specs = Enumerable.Range(0, 200).Select(_ => generator.Next()).ToList();

        Assert.All(typeof(JobSpec).GetProperties(), property => Assert.Contains(specs, spec => property.GetValue(spec) is not null));
        Assert.All(
            typeof(ResourceSpec).GetProperties(),
            property => Assert.Contains(specs, spec => spec.Resources is { } resources && property.GetValue(resources) is not null));
    }

    [Fact]
    public void The_same_seed_makes_the_same_specs()
    {
        var (first, second) = (new JobSpecGenerator(7), new JobSpecGenerator(7));

        Assert.Equal(
            Enumerable.Range(0, 50).Select(_ => BatchJson.Write(first.Next())), Enumerable.Range(0, 50).Select(_ => BatchJson.Write(second.Next())));
    }

    [Fact]
    public void Smaller_specs_lack_one_field_each()
    {
        var spec = new JobSpec { Name = "a", Command = ["b"], Timeout = TimeSpan.FromSeconds(1) };

        Assert.Equal(
            [spec with { Name = null }, spec with { Command = null }, spec with { Timeout = null }], JobSpecGenerator.Smaller(spec));
    }
}
