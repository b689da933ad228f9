using System.Management.Automation;
using MultiBatch.PowerShell.Jobs;
using MultiBatch.PowerShell.Submitting;
using MultiBatch.PowerShell.Tests.Support;

namespace MultiBatch.PowerShell.Tests.Submitting;

public sealed class SubmitBatchJobTests : IDisposable
{
    private readonly CmdletWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_command_becomes_one_job()
    {
        var job = _world.Run<SubmitBatchJobCommand>(("Command", new object[] { "echo", "hello" }), ("Name", "greeting")).All<BatchJob>().Single();

        Assert.Equal("greeting", job.Name);
        Assert.StartsWith("memory:mem/", job.Reference, StringComparison.Ordinal);
        Assert.Equal("mem", job.Connection);
    }

    [Fact]
    public void Wait_writes_the_job_once_as_it_ended()
    {
        var job = _world.Run<SubmitBatchJobCommand>(("Command", new object[] { "exit", "3" }), ("Wait", true)).All<BatchJob>().Single();

        Assert.Equal(nameof(JobState.Failed), job.State);
        Assert.Equal(3, job.ExitCode);
    }

    [Fact]
    public void A_failed_job_is_an_error_only_when_asked_for()
    {
        var result = _world.Run<SubmitBatchJobCommand>(("Command", new object[] { "exit", "3" }), ("FailOnJobError", true));

        var job = result.Single<BatchJob>();
        var error = result.Error("JobFailed");
        Assert.Same(job, error.TargetObject);
        Assert.Contains("exit code 3", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Follow_hands_lines_to_the_information_stream_and_waits()
    {
        var result = _world.Run<SubmitBatchJobCommand>(("Command", new object[] { "echo", "hello" }), ("Follow", true));

        Assert.Equal("hello", Assert.IsType<HostInformationMessage>(Assert.Single(result.Information)).Message);
        Assert.Equal(nameof(JobState.Succeeded), result.Single<BatchJob>().State);
    }

    [Fact]
    public void Whatif_says_a_line_for_each_job_with_its_cost_and_calls_nothing()
    {
        var rows = new[] { PSObject.Row(("Name", "a"), ("Script", "true")), PSObject.Row(("Name", "b"), ("Script", "true")) };

        var result = _world.Pipe<SubmitBatchJobCommand>(rows, ("WhatIf", true));

        Assert.Equal(2, result.Questions.Count);
        Assert.Matches(@"^Submit: job 'a' on connection 'mem' \(estimate: no price on memory; in a cloud \$0\.\d+ for a task of 1h \(assumed\): .*price of \d{4}-\d\d-\d\d\)$", result.Questions[0]);
        Assert.StartsWith("Submit: job 'b' on connection 'mem' (estimate: ", result.Questions[1], StringComparison.Ordinal);
        Assert.Empty(result.All<object>());
        Assert.Empty(_world.Service().Calls);
    }

    [Fact]
    public void Who_answers_no_submits_nothing()
    {
        var result = _world.Session.Run<SubmitBatchJobCommand>(
            CmdletWorld.Arguments(("Command", new object[] { "true" }), ("Confirm", true)), during: running => running.Answer = _ => false);

        Assert.Empty(result.All<object>());
        Assert.Empty(_world.Service().Calls);
    }

    [Fact]
    public void Rows_bind_by_column_and_blanks_are_not_set()
    {
        var rows = new[]
        {
            PSObject.Row(("Name", "one"), ("Command", "true"), ("Memory", "512MB"), ("Timeout", "90"), ("Queue", "")),
            PSObject.Row(("Name", "two"), ("Command", """["echo","a b"]"""), ("Memory", " "), ("Timeout", "2h"), ("Queue", "default")),
        };

        var jobs = _world.Pipe<SubmitBatchJobCommand>(rows, ("Wait", true)).All<BatchJob>();

        Assert.Equal(["one", "two"], jobs.Select(job => job.Name).Order());
        Assert.All(jobs, job => Assert.Equal(nameof(JobState.Succeeded), job.State));
    }

    [Fact]
    public void An_unknown_column_is_refused_with_the_nearest_one_and_the_other_rows_go_on()
    {
        var rows = new[] { PSObject.Row(("Name", "bad"), ("Comand", "true")), PSObject.Row(("Name", "good"), ("Command", "true")) };

        var result = _world.Pipe<SubmitBatchJobCommand>(rows);

        Assert.Equal("good", result.Single<BatchJob>().Name);
        var error = result.Error("InvalidInput");
        Assert.Contains("did you mean 'Command'?", error.Exception.Message, StringComparison.Ordinal);
        Assert.Same(rows[0], error.TargetObject);
    }

    [Fact]
    public void A_parameter_wins_over_the_column_of_its_name()
    {
        var plan = _world.Pipe<MultiBatch.PowerShell.Planning.GetBatchPlanCommand>([PSObject.Row(("Command", "true"), ("Name", "row"))], ("Name", "parameter"))
            .All<MultiBatch.PowerShell.Planning.BatchPlan>().Single();

        Assert.Equal("parameter", plan.Name);
    }

    [Fact]
    public void Rows_may_wait_for_rows_that_come_later()
    {
        var rows = new[] { PSObject.Row(("Name", "second"), ("Command", "true"), ("DependsOn", "first")), PSObject.Row(("Name", "first"), ("Command", "true"), ("DependsOn", "")) };

        var jobs = _world.Pipe<SubmitBatchJobCommand>(rows, ("Wait", true)).All<BatchJob>();

        Assert.Equal(2, jobs.Count);
        Assert.All(jobs, job => Assert.Equal(nameof(JobState.Succeeded), job.State));
    }

    [Fact]
    public void A_script_block_is_worked_out_for_each_input_object()
    {
        var command = new ScriptBlock(item => ["echo", $"<{((PSObject)item!).BaseObject}>"]);
        var name = new ScriptBlock(item => [$"job-{((PSObject)item!).BaseObject}"]);

        var jobs = _world.Pipe<SubmitBatchJobCommand>(["a", "b"], ("Command", command), ("Name", name), ("Follow", true));

        Assert.Equal(["job-a", "job-b"], jobs.All<BatchJob>().Select(job => job.Name).Order());
        Assert.Equal(["job-a| <a>", "job-b| <b>"], jobs.Information.Select(line => ((HostInformationMessage)line).Message!).Order());
    }

    [Fact]
    public void A_script_block_without_input_is_refused()
    {
        var result = _world.Run<SubmitBatchJobCommand>(("Command", new ScriptBlock(_ => ["true"])));

        Assert.Equal("InvalidInput", result.TerminatingId);
        Assert.Contains("pipe objects in", result.Thrown!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Input_that_no_script_block_uses_is_in_the_environment()
    {
        var result = _world.Pipe<SubmitBatchJobCommand>(["a"], ("Command", new object[] { "environ" }), ("Follow", true));

        Assert.Contains(result.Information, line => ((HostInformationMessage)line).Message == "INPUT=a");
    }

    [Fact]
    public void AsArray_makes_one_array_of_ten_thousand_objects()
    {
        var input = Enumerable.Range(0, 10_000).Select(object? (index) => PSObject.Row(("SAMPLE", $"s{index}"), ("N", index)));

        var job = _world.Pipe<SubmitBatchJobCommand>(input, ("Command", new object[] { "true" }), ("AsArray", true)).All<BatchJob>().Single();

        Assert.Equal(10_000, job.ArraySize);
        Assert.Equal(1, _world.Service().Calls.Count(call => call.Operation == "Submit"));
    }

    [Fact]
    public void AsArray_gives_each_child_its_columns()
    {
        var result = _world.Pipe<SubmitBatchJobCommand>(
            [PSObject.Row(("SAMPLE", "x")), PSObject.Row(("SAMPLE", "y"))], ("Name", "table"), ("Command", new object[] { "environ" }), ("AsArray", true), ("Follow", true));

        var lines = result.Information.Select(line => ((HostInformationMessage)line).Message!).ToList();
        Assert.Contains("table#0| SAMPLE=x", lines);
        Assert.Contains("table#1| SAMPLE=y", lines);
    }

    [Fact]
    public void One_line_of_text_is_no_command()
    {
        var result = _world.Run<SubmitBatchJobCommand>(("Command", new object[] { "echo hello" }));

        Assert.Equal("InvalidInput", result.TerminatingId);
        Assert.Contains("'echo', 'hello'", result.Thrown!.Message, StringComparison.Ordinal);
        Assert.Contains("-Script", result.Thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_submission_id_gives_the_same_job()
    {
        var first = _world.Run<SubmitBatchJobCommand>(("Command", new object[] { "true" }), ("SubmissionId", "nightly")).All<BatchJob>().Single();
        var again = _world.Run<SubmitBatchJobCommand>(("Command", new object[] { "true" }), ("SubmissionId", "nightly")).All<BatchJob>().Single();

        Assert.Equal(first.Reference, again.Reference);
    }

    [Fact]
    public void A_refused_field_is_an_error_with_the_row_as_target()
    {
        var row = PSObject.Row(("Command", "true"), ("Queue", "nowhere"));

        var error = _world.Pipe<SubmitBatchJobCommand>([row]).Error("Unsupported");

        Assert.Same(row, error.TargetObject);
        Assert.Equal(ErrorCategory.NotImplemented, error.Category);
        Assert.Contains("/queue", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_file_brings_what_its_jobs_need()
    {
        File.WriteAllText(Path.Combine(_world.Folder, "jobs.yaml"), """
            queues:
              - name: side
                environments: [default]
            jobs:
              - name: one
                queue: side
                command: ["true"]
              - name: two
                command: ["true"]
                dependsOn: [one]
            """);

        var jobs = _world.Run<SubmitBatchJobCommand>(("Path", "jobs.yaml"), ("Wait", true)).All<BatchJob>();

        Assert.Equal(["one", "two"], jobs.Select(job => job.Name).Order());
        Assert.Equal("side", jobs.Single(job => job.Name == "one").Queue);
    }

    [Fact]
    public void Every_mistake_of_a_job_file_is_in_the_error()
    {
        File.WriteAllText(Path.Combine(_world.Folder, "bad.yaml"), "command: [\"true\"]\nmemry: 1\nresources: { memory: 4 }\n");

        var error = _world.Run<SubmitBatchJobCommand>(("Path", "bad.yaml")).Error("InvalidInput");

        Assert.Contains("memry", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("memory", error.Exception.Message, StringComparison.Ordinal);
    }
}
