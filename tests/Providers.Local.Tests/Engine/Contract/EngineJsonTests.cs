using System.Text.Json;
using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Contract;

namespace MultiBatch.Providers.Local.Tests.Engine.Contract;

public sealed class EngineJsonTests
{
    [Fact]
    public void A_submit_survives_the_pipe()
    {
        var request = new SubmitRequest
        {
            Items =
            [
                new SubmitItem
                {
                    SubmissionId = "01jb",
                    Spec = new JobSpec
                    {
                        Name = "n",
                        Command = ["echo", "ä \" \\ \n"],
                        Timeout = TimeSpan.FromSeconds(90),
                        Resources = new ResourceSpec { Memory = ByteSize.FromGibibytes(1) },
                        Array = new ArraySpec { Tasks = new TaskTable(["A", "B"], [["1", ""], ["0", " "]]) },
                        DependsOn = [new JobDependency { Job = "local:default/x#3", On = DependencyCondition.AnyEnd }],
                    },
                    SecretValues = new Dictionary<string, string> { ["env:TOKEN"] = "hush" },
                },
            ],
        };

        var copy = Copy(request, EngineJson.Messages.SubmitRequest);

        var item = Assert.Single(copy.Items);
        Assert.Equal("01jb", item.SubmissionId);
        Assert.Equal("ä \" \\ \n", item.Spec.Command![1]);
        Assert.Equal(TimeSpan.FromSeconds(90), item.Spec.Timeout);
        Assert.Equal(ByteSize.FromGibibytes(1), item.Spec.Resources!.Memory);
        Assert.Equal(["0", " "], item.Spec.Array!.Tasks!.Rows[1]);
        Assert.Equal(DependencyCondition.AnyEnd, item.Spec.DependsOn![0].On);
        Assert.Equal("hush", item.SecretValues!["env:TOKEN"]);
    }

    [Fact]
    public void A_message_with_secrets_does_not_show_them_as_text()
    {
        var secrets = new Dictionary<string, string> { ["env:TOKEN"] = "hush" };
        var submit = new SubmitItem { SubmissionId = "01jb", Spec = new JobSpec(), SecretValues = secrets };
        var restart = new RestartRequest { Reference = new JobReference("local", "01jb"), SecretValues = secrets };

        Assert.DoesNotContain("hush", submit.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", restart.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_survives_the_pipe()
    {
        var job = new Job
        {
            Reference = JobReference.Parse("local:default/01jb#4"),
            State = JobState.Failed,
            Cause = JobCause.TimedOut,
            Run = 2,
            Attempt = 3,
            EndedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 6, TimeSpan.Zero),
            Attempts = [new JobAttempt { Number = 3, Run = 2, State = JobState.Failed, Signal = 9, ExitCode = 137 }],
            Children = new JobStateCounts([new(JobState.Running, 2)]),
            Labels = new Dictionary<string, string> { ["a"] = "b" },
        };

        var copy = Assert.Single(Copy(new GetJobsReply { Jobs = [job] }, EngineJson.Messages.GetJobsReply).Jobs)!;

        Assert.Equal(job.Reference, copy.Reference);
        Assert.Equal(job.Progress, copy.Progress);
        Assert.Equal(job.Cause, copy.Cause);
        Assert.Equal(job.EndedAt, copy.EndedAt);
        Assert.Equal(job.Attempts, copy.Attempts);
        Assert.Equal(job.Children, copy.Children);
        Assert.Equal(job.Labels, copy.Labels);
    }

    [Fact]
    public void An_error_survives_the_pipe()
    {
        var error = new BatchException(BatchErrorCode.Conflict, "busy")
        {
            IsTransient = true,
            RetryAfter = TimeSpan.FromSeconds(2),
            Effect = BatchEffect.Unknown,
            Resource = "default",
        };

        var copy = Copy(EngineError.From(error), EngineJson.Messages.EngineError).ToException();

        Assert.Equal(BatchErrorCode.Conflict, copy.Code);
        Assert.Equal("busy", copy.Message);
        Assert.True(copy.IsTransient);
        Assert.Equal(TimeSpan.FromSeconds(2), copy.RetryAfter);
        Assert.Equal(BatchEffect.Unknown, copy.Effect);
        Assert.Equal("default", copy.Resource);
        Assert.Equal("local", copy.Provider);
    }

    private static T Copy<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(value, type), type)!;
}
