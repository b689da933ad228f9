using System.Text;
using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Serialization;

namespace MultiBatch.Conformance.Sharing;

/// <summary>A reference is one string that finds the job again, from a client that has never seen it.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class ReferenceConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>A job is found by the text of its reference, running or ended.</summary>
    [SkippableFact]
    public virtual async Task A_job_is_found_by_the_text_of_its_reference()
    {
        RequiresSignals();
        var gate = Unique("gate");
        var job = await SubmitAsync(Run(Tasks.WaitFor(gate)));
        var reference = JobReference.Parse(job.Reference.ToString());
        var other = Connect();

        Assert.Equal(job.Reference, reference);
        Assert.Equal(job.Name, (await other.GetJobAsync(reference, Cancellation)).Name);
        await OpenAsync(gate);
        Assert.Equal(JobState.Succeeded, (await other.WaitAsync(reference, null, Cancellation)).State);
    }

    /// <summary>The text has no blank, no quote, no comma, and is not cut by CSV or a command line.</summary>
    [SkippableFact]
    public virtual async Task The_text_of_a_reference_needs_no_quotes()
    {
        var job = await SucceedAsync(Run(Tasks.Exit(0)));

        var text = job.Reference.ToString();

        Assert.StartsWith(Client.Provider + ":", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text, character => char.IsWhiteSpace(character) || character is '"' or '\'' or ',' or ';' or '|');
    }

    /// <summary>A child is found by the text of its own reference, and so is its parent.</summary>
    [SkippableFact]
    public virtual async Task A_child_is_found_by_the_text_of_its_reference()
    {
        Requires(BatchFeature.Arrays);
        var array = await RunAsync(Run(Tasks.ExitWithIndex()) with { Array = new ArraySpec { Size = 3 } });
        var text = (await ChildrenAsync(array))[2].Reference.ToString();

        var child = await Connect().GetJobAsync(JobReference.Parse(text), Cancellation);

        Assert.EndsWith("#2", text, StringComparison.Ordinal);
        Assert.Equal((2, 2), (child.Index, child.ExitCode));
        Assert.Equal(array.Name, (await Connect().GetJobAsync(child.Reference.Parent, Cancellation)).Name);
    }

    /// <summary>A job that was written as JSON and read again still leads to itself.</summary>
    [SkippableFact]
    public virtual async Task A_job_written_as_json_leads_back_to_itself()
    {
        var job = await RunAsync(Run(Tasks.Exit(9)));

        var read = BatchJson.ReadJob(Encoding.UTF8.GetBytes(BatchJson.Write(job)));
        var found = await Connect().GetJobAsync(read.Reference, Cancellation);

        Assert.Equal((job.Reference, job.State, job.ExitCode, job.Cause), (read.Reference, read.State, read.ExitCode, read.Cause));
        Assert.Equal((JobState.Failed, 9), (found.State, found.ExitCode));
    }

    /// <summary>A reference of another provider is not looked up here.</summary>
    [SkippableFact]
    public virtual async Task A_reference_of_another_provider_is_not_looked_up()
    {
        var elsewhere = new JobReference("elsewhere", (await SucceedAsync(Run(Tasks.Exit(0)))).Reference.Id);

        var error = await Assert.ThrowsAsync<BatchException>(() => Client.GetJobAsync(elsewhere, Cancellation));

        Assert.Contains(error.Code, new[] { BatchErrorCode.NotFound, BatchErrorCode.InvalidSpec });
    }
}
