using System.Collections;
using System.Management.Automation;
using MultiBatch.PowerShell.Jobs;
using MultiBatch.PowerShell.Submitting;
using MultiBatch.PowerShell.Tests.Support;
using MultiBatch.Serialization;

namespace MultiBatch.PowerShell.Tests.Jobs;

public sealed class GetBatchJobTests : IDisposable
{
    private readonly CmdletWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Jobs_are_listed_newest_first_and_found_by_state_name_and_label()
    {
        Submit("align-1", ["true"], ("team", "a"));
        Submit("align-2", ["exit", "1"], ("team", "b"));
        Submit("sort-1", ["true"], ("team", "a"));

        Assert.Equal(3, _world.Run<GetBatchJobCommand>().All<BatchJob>().Count);
        Assert.Equal(["align-1", "align-2"], Names(("Name", "align-*")));
        Assert.Equal(["align-1", "sort-1"], Names(("Name", "*-1")));
        Assert.Equal(["align-2"], Names(("State", "Failed")));
        Assert.Equal(["align-1", "sort-1"], Names(("Label", new Hashtable { ["team"] = "a" })));
        Assert.Empty(Names(("Before", TimeSpan.FromHours(1))));
        Assert.Equal(3, Names(("Since", "1h")).Count);
    }

    [Fact]
    public void Job_objects_references_ids_and_rows_name_the_same_job()
    {
        var job = Submit("one", ["true"]);
        var row = PSObject.Row(("Reference", job.Reference), ("Name", "one"));

        var found = _world.Pipe<GetBatchJobCommand>([job, job.Reference, job.Id, row]).All<BatchJob>();

        Assert.Equal(4, found.Count);
        Assert.All(found, one => Assert.Equal(job.Reference, one.Reference));
    }

    [Fact]
    public void A_job_that_is_not_there_is_one_error_and_the_others_come()
    {
        var job = Submit("one", ["true"]);

        var result = _world.Pipe<GetBatchJobCommand>(["memory:mem/default/nobody", job.Reference]);

        Assert.Equal("one", result.Single<BatchJob>().Name);
        var error = result.Error("JobNotFound");
        Assert.Equal(ErrorCategory.ObjectNotFound, error.Category);
        Assert.Equal("memory:mem/default/nobody", error.TargetObject);
        Assert.NotEmpty(error.ErrorDetails!.RecommendedAction);
    }

    [Fact]
    public void A_reference_of_another_connection_contradicts_the_one_asked_for()
    {
        var job = Submit("one", ["true"]);
        _world.Registry.Add(new Providers.ConnectionSettings { Name = "other", Provider = "memory" });

        var error = _world.Run<GetBatchJobCommand>(("Job", job.Reference), ("Connection", "other")).Error("ConnectionContradiction");

        Assert.Equal(ErrorCategory.InvalidArgument, error.Category);
    }

    [Fact]
    public void A_row_that_names_another_connection_than_asked_for_is_refused()
    {
        var row = PSObject.Row(("Reference", "memory:mem/default/x"), ("Connection", "mem"));

        _world.Run<GetBatchJobCommand>(("Job", row), ("Connection", "other")).Error("ConnectionContradiction");
    }

    [Fact]
    public void Children_come_by_index()
    {
        var array = Submit("array", ["true"], size: 3);

        var children = _world.Run<GetBatchJobCommand>(("Job", array), ("Children", true)).All<BatchJob>();

        Assert.Equal([0, 1, 2], children.Select(child => child.Index!.Value));
        Assert.Equal("3 succeeded", array.Children!.ToString());
    }

    [Fact]
    public void Explain_fills_the_diagnosis()
    {
        var job = Submit("bad", ["exit", "1"]);

        var explained = _world.Run<GetBatchJobCommand>(("Job", job), ("Explain", true)).All<BatchJob>().Single();

        Assert.NotNull(explained.Diagnosis);
        Assert.Null(job.Diagnosis);
    }

    [Fact]
    public void Json_is_that_of_the_command_line()
    {
        var job = Submit("one", ["true"]);

        Assert.Equal(BatchJson.Write(job.Source, indented: true), job.ToJson());
    }

    [Fact]
    public void Text_of_the_object_is_its_reference_and_collections_read_well()
    {
        var job = Submit("one", ["exit", "2"], ("team", "a"));

        Assert.Equal(job.Reference, $"{job}");
        Assert.Equal("team=a", job.Labels.ToString());
        Assert.StartsWith("1 failed", job.Attempts.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_thing_that_is_no_job_does_not_bind()
    {
        var result = _world.Pipe<GetBatchJobCommand>([42.5m, PSObject.Row(("Colour", "red"))]);

        Assert.Equal(2, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.Equal("ParameterArgumentTransformationError", error.FullyQualifiedErrorId));
    }

    private List<string?> Names(params (string Name, object? Value)[] arguments) =>
        [.. _world.Run<GetBatchJobCommand>(arguments).All<BatchJob>().Select(job => job.Name).Order()];

    private BatchJob Submit(string name, object[] command, (string Name, string Value)? label = null, int? size = null)
    {
        var arguments = new List<(string, object?)> { ("Command", command), ("Name", name), ("Wait", true) };
        if (label is { } pair)
        {
            arguments.Add(("Label", new Hashtable { [pair.Name] = pair.Value }));
        }

        if (size is not null)
        {
            arguments.Add(("ArraySize", size));
        }

        return _world.Run<SubmitBatchJobCommand>([.. arguments]).All<BatchJob>().Single();
    }
}
