using MultiBatch.Jobs;
using MultiBatch.Planning;
using Xunit;

namespace MultiBatch.Abstractions.Tests.Planning;

public class DispositionListTests
{
    [Fact]
    public void A_field_that_a_mapping_forgets_is_rejected_by_name()
    {
        var list = new DispositionList(new JobSpec { Name = "a", Image = "alpine", Priority = 3 });
        list.Honor(SpecPointers.Name, SpecPointers.Image);

        var dispositions = list.Complete("acme");

        var forgotten = Assert.Single(dispositions, disposition => disposition.Kind == DispositionKind.Rejected);
        Assert.Equal("/priority", forgotten.Pointer);
        Assert.Contains("acme", forgotten.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_is_decided_once()
    {
        var list = new DispositionList(new JobSpec { Name = "a" });
        list.Honor(SpecPointers.Name);

        Assert.Throws<InvalidOperationException>(() => list.Add(FieldDisposition.Rejected(SpecPointers.Name, "twice")));
    }

    [Fact]
    public void Honouring_passes_over_what_is_not_set()
    {
        var list = new DispositionList(new JobSpec { Name = "a" });
        list.Honor(SpecPointers.Name, SpecPointers.Timeout);

        Assert.Equal("/name", Assert.Single(list.Complete("acme")).Pointer);
    }

    [Fact]
    public void A_node_covers_the_fields_below_it()
    {
        var spec = new JobSpec { Mounts = [new Mount { Source = "/a", Target = "/b", ReadOnly = true }], Name = "a" };
        var list = new DispositionList(spec);
        list.ForEachBelow(SpecPointers.Mounts, pointer => FieldDisposition.Rejected(pointer, "no mounts"));

        Assert.Equal(["/mounts/0/readOnly", "/mounts/0/source", "/mounts/0/target", "/name"], list.Complete("acme").Select(disposition => disposition.Pointer));
        Assert.False(list.IsAccepted);
    }

    [Theory]
    [InlineData("/native", "a/b~c", "/native/a~1b~0c")]
    [InlineData("/mounts", 3, "/mounts/3")]
    public void Pointers_are_escaped(string pointer, object key, string expected) => Assert.Equal(expected, SpecPointers.Item(pointer, key));
}
