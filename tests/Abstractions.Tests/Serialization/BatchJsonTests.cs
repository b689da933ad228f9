using System.Text;
using System.Text.Json;
using MultiBatch.Abstractions.Tests.Jobs;
using MultiBatch.Jobs;
using MultiBatch.Serialization;
using Xunit;

namespace MultiBatch.Abstractions.Tests.Serialization;

public class BatchJsonTests
{
    [Fact]
    public void A_full_spec_round_trips()
    {
        var json = BatchJson.Write(FullSpec.Create());

        Assert.Equal(json, BatchJson.Write(BatchJson.ReadJobSpec(Encoding.UTF8.GetBytes(json))));
    }

    [Fact]
    public void The_form_is_the_documented_one()
    {
        var spec = new JobSpec
        {
            Command = ["echo", "hü <&> \""],
            Resources = new ResourceSpec { VCpus = 1.5, Memory = ByteSize.FromMebibytes(1536) },
            Purchase = Purchase.SpotThenOnDemand(2),
            Timeout = TimeSpan.FromSeconds(90),
            DependsOn = [new JobDependency { Job = "a", On = DependencyCondition.AnyEnd }],
        };

        Assert.Equal(
            """{"command":["echo","hü <&> \""],"resources":{"vcpus":1.5,"memory":"1536MiB"},"purchase":"spot-then-on-demand:2","timeout":"1m30s","dependsOn":[{"job":"a","on":"anyEnd"}]}""",
            BatchJson.Write(spec));
    }

    [Theory]
    [InlineData("""{"nme":"x"}""", "nme")]
    [InlineData("""{"resources":{"vcpu":1}}""", "vcpu")]
    [InlineData("""{"timeout":"soon"}""", "soon")]
    [InlineData("""{"resources":{"memory":"4"}}""", "no unit")]
    [InlineData("""{"purchase":"cheap"}""", "cheap")]
    [InlineData("""{"attempts":{"rules":[{"action":"again"}]}}""", "again")]
    public void What_a_spec_may_not_hold_is_refused_by_name(string json, string named)
    {
        var error = Assert.Throws<JsonException>(() => BatchJson.ReadJobSpec(Encoding.UTF8.GetBytes(json)));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_round_trips()
    {
        var job = new Job
        {
            Reference = JobReference.Parse("local:main/4f1c#3"),
            State = JobState.Failed,
            Cause = JobCause.OutOfMemory,
            SubmittedAt = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero),
            Attempts = [new JobAttempt { Number = 1, State = JobState.Failed, ExitCode = 137, Purchase = PurchaseKind.OnDemand }],
            Children = new JobStateCounts([new(JobState.Failed, 1), new(JobState.Succeeded, 4)]),
            Labels = new Dictionary<string, string> { ["a"] = "b" },
        };

        var again = BatchJson.ReadJob(Encoding.UTF8.GetBytes(BatchJson.Write(job)));

        Assert.Equal(BatchJson.Write(job), BatchJson.Write(again));
        Assert.Equal(3, again.Index);
        Assert.Equal(job.Children, again.Children);
    }

    [Theory]
    [InlineData("x86_64", CpuArchitecture.Amd64)]
    [InlineData("ARM64", CpuArchitecture.Arm64)]
    [InlineData("aarch64", CpuArchitecture.Arm64)]
    public void Architectures_have_their_other_names(string text, CpuArchitecture expected)
    {
        Assert.True(EnumText.TryParse<CpuArchitecture>(text, out var architecture));
        Assert.Equal(expected, architecture);
    }

    [Fact]
    public void Names_are_those_of_files_and_options()
    {
        Assert.Equal("dependencyFailed", EnumText.Format(JobCause.DependencyFailed));
        Assert.Equal("spot-then-on-demand", EnumText.Format(PurchaseKind.SpotThenOnDemand));
        Assert.True(EnumText.TryParse<JobCause>("out-of-memory", out var cause));
        Assert.Equal(JobCause.OutOfMemory, cause);
    }
}
