using MultiBatch.Jobs;
using Xunit;

namespace MultiBatch.Abstractions.Tests.Jobs;

public class JobStatesTests
{
    [Theory]
    [InlineData("Succeeded Succeeded", JobState.Succeeded)]
    [InlineData("Succeeded Failed", JobState.Failed)]
    [InlineData("Succeeded Cancelled", JobState.Cancelled)]
    [InlineData("Failed Cancelled", JobState.Failed)]
    [InlineData("Queued Queued", JobState.Queued)]
    [InlineData("Submitted Blocked", JobState.Blocked)]
    [InlineData("Blocked Starting", JobState.Starting)]
    [InlineData("Queued Running", JobState.Running)]
    [InlineData("Queued Succeeded", JobState.Running)]
    [InlineData("Queued Failed", JobState.Running)]
    [InlineData("Queued Cancelled", JobState.Queued)]
    [InlineData("Unknown Unknown", JobState.Unknown)]
    [InlineData("Unknown Running", JobState.Running)]
    [InlineData("Unknown Succeeded", JobState.Running)]
    public void An_array_is_in_the_state_its_children_give_it(string children, JobState expected)
    {
        var counts = new JobStateCounts(children.Split(' ').Select(child => KeyValuePair.Create(Enum.Parse<JobState>(child), 1)));

        Assert.Equal(expected, JobStates.OfArray(counts));
    }

    [Fact]
    public void An_array_without_children_is_unknown() => Assert.Equal(JobState.Unknown, JobStates.OfArray(new JobStateCounts([])));

    [Theory]
    [InlineData(1, 1, JobState.Running, 1, 2, JobState.Queued)]
    [InlineData(1, 1, JobState.Queued, 1, 1, JobState.Running)]
    [InlineData(1, 3, JobState.Running, 1, 0, JobState.Failed)]
    [InlineData(1, 3, JobState.Failed, 2, 0, JobState.Queued)]
    [InlineData(1, 0, JobState.Submitted, 1, 0, JobState.Cancelled)]
    public void Progress_is_ordered_by_run_then_end_then_attempt_then_state(int run, int attempt, JobState state, int laterRun, int laterAttempt, JobState laterState)
    {
        var earlier = new JobProgress(run, attempt, state);
        var later = new JobProgress(laterRun, laterAttempt, laterState);

        Assert.True(earlier < later);
        Assert.False(later <= earlier);
    }

    [Fact]
    public void Counts_read_as_words() =>
        Assert.Equal("3 running, 21 succeeded", new JobStateCounts([new(JobState.Succeeded, 21), new(JobState.Running, 3)]).ToString());
}
