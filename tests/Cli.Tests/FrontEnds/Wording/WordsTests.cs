using MultiBatch.FrontEnds.Wording;
using MultiBatch.Jobs;
using Xunit;

namespace MultiBatch.Cli.Tests.FrontEnds.Wording;

public class WordsTests
{
    [Theory]
    [InlineData("Ended with exit code 3.", "Ended with exit code 3.")]
    [InlineData("Essential container in task exited", "exit code 3; Essential container in task exited")]
    [InlineData(null, "exit code 3")]
    public void An_exit_code_is_said_once(string? reason, string expected)
    {
        var job = new Job
        {
            Reference = new JobReference("local", "1"),
            Name = "job",
            State = JobState.Failed,
            Cause = JobCause.ExitCode,
            ExitCode = 3,
            Reason = reason,
        };

        Assert.Equal(expected, Words.Why(job));
    }
}
