using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Diagnosing;
using MultiBatch.Providers.Aws.Planning;
using MultiBatch.Providers.Aws.Tests.Support;
using MultiBatch.Providers.Aws.Wire.Definitions;
using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Tests.Diagnosing;

public class JobFindingsTests
{
    [Theory]
    [InlineData("CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY - The job cannot run", "NoCapacity", true)]
    [InlineData("MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE - x", "EnvironmentTooSmall", true)]
    [InlineData("MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - x", "NoMachineFits", true)]
    [InlineData("MISCONFIGURATION:EC2_INSTANCE_CONFIGURATION_UNSUPPORTED - x", "MachineConfiguration", true)]
    [InlineData("MISCONFIGURATION:SERVICE_ROLE_PERMISSIONS - x", "ServiceRole", true)]
    [InlineData("MISCONFIGURATION:SOMETHING_NEW - x", "Misconfiguration", true)]
    [InlineData("ACTION_REQUIRED - x", "ActionRequired", true)]
    [InlineData("UNDETERMINED - x", "Undetermined", false)]
    public void What_the_service_says_comes_first_with_a_way_out(string reason, string code, bool isCertain)
    {
        var finding = Codes(Facts(statusReason: reason))[0];

        Assert.Equal((code, isCertain), (finding.Code, finding.IsCertain));
        Assert.Equal(reason, finding.Evidence);
        Assert.False(string.IsNullOrEmpty(finding.Fix));
    }

    [Fact]
    public void A_queue_that_is_gone_or_broken_is_named()
    {
        Assert.Equal("QueueMissing", Codes(Facts() with { Queue = null })[0].Code);
        Assert.Equal("QueueInvalid", Codes(Facts(Plans.Ec2Queue with { Status = EnvironmentStatus.Invalid, StatusReason = "why" }))[0].Code);
        Assert.Contains(Codes(Facts(Plans.Ec2Queue with { IsEnabled = false })), finding => finding is { Code: "QueueDisabled", IsCertain: false });
    }

    [Fact]
    public void Environments_that_take_no_jobs_are_certain_only_when_there_is_no_other()
    {
        var ec2 = Plans.Ec2Queue.Environments[0];
        var broken = ec2 with { Name = "broken", Status = EnvironmentStatus.Invalid, StatusReason = "CLIENT_ERROR" };

        Assert.True(Codes(Facts(Plans.Ec2Queue with { Environments = [broken] })).Single(finding => finding.Code == "EnvironmentInvalid").IsCertain);
        Assert.False(Codes(Facts(Plans.Ec2Queue with { Environments = [broken, ec2] })).Single(finding => finding.Code == "EnvironmentInvalid").IsCertain);
        Assert.Equal("EnvironmentDisabled", Codes(Facts(Plans.Ec2Queue with { Environments = [ec2 with { IsEnabled = false }] }))[0].Code);
    }

    [Theory]
    [InlineData("65", "100", "NeedsMoreVCpusThanAnyEnvironment")]
    [InlineData("5", "100", "NeedsMoreVCpusThanAnyMachine")]
    // 16 GiB is what the largest type has on paper; a job never gets all of it.
    [InlineData("1", "16384", "NeedsMoreMemoryThanAnyMachine")]
    [InlineData("1", "16000", "NeedsMoreMemoryThanAnyMachine")]
    public void What_fits_on_no_machine_is_said(string vCpus, string memory, string code) =>
        Assert.Contains(code, Codes(Facts(needs: (vCpus, memory))).Select(finding => finding.Code));

    [Fact]
    public void What_fits_is_not_blamed() => Assert.Equal("WaitsForCapacity", Assert.Single(Codes(Facts(needs: ("4", "15000")))).Code);

    [Fact]
    public void Types_whose_names_tell_no_size_are_not_judged()
    {
        var facts = Facts(Plans.Ec2Queue with { Environments = [Plans.Ec2Queue.Environments[0] with { InstanceTypes = ["optimal", "m5.large"] }] }, needs: ("9", "999999"));

        Assert.Equal(["WaitsForCapacity"], Codes(facts).Select(finding => finding.Code));
    }

    [Fact]
    public void The_place_in_the_queue_is_told() =>
        Assert.Contains("3 jobs", Codes(Facts() with { Position = 3 }).Single(finding => finding.Code == "WaitsBehindOthers").Summary, StringComparison.Ordinal);

    [Fact]
    public void A_blocked_job_names_what_it_waits_for()
    {
        var facts = Facts() with
        {
            Job = Facts().Job with { State = JobState.Blocked },
            Dependencies = [new JobDetail { JobId = "before", JobName = "prepare", Status = "RUNNING" }],
        };

        var finding = Codes(facts)[0];
        Assert.Equal(("WaitsForDependency", true), (finding.Code, finding.IsCertain));
        Assert.Contains("prepare", finding.Summary, StringComparison.Ordinal);
        Assert.Contains("RUNNING", finding.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_runs_or_succeeded_has_no_finding()
    {
        Assert.Empty(Codes(Facts() with { Job = Facts().Job with { State = JobState.Running } }));
        Assert.Empty(Codes(Facts() with { Job = Facts().Job with { State = JobState.Succeeded } }));
    }

    [Theory]
    [InlineData(JobCause.OutOfMemory)]
    [InlineData(JobCause.ImagePull)]
    [InlineData(JobCause.StartError)]
    [InlineData(JobCause.TimedOut)]
    [InlineData(JobCause.HostLost)]
    [InlineData(JobCause.ExitCode)]
    [InlineData(JobCause.DependencyFailed)]
    public void Each_end_has_a_way_out(JobCause cause)
    {
        var finding = Assert.Single(Codes(Facts() with { Job = Facts().Job with { State = JobState.Failed, Cause = cause, Reason = "because" } }));

        Assert.Equal((cause.ToString(), "because", true), (finding.Code, finding.Summary, finding.IsCertain));
        Assert.False(string.IsNullOrEmpty(finding.Fix));
    }

    [Theory]
    [InlineData("m5.large", 2, 7782)]
    [InlineData("c5.xlarge", 4, 7782)]
    [InlineData("r6g.2xlarge", 8, 62259)]
    [InlineData("hpc7a.12xlarge", 48, null)]
    public void A_types_name_tells_its_size(string type, double vCpus, int? usable)
    {
        var size = MachineSizes.Of(type)!.Value;

        Assert.Equal((vCpus, usable), (size.VCpus, (int?)size.UsableMebibytes));
    }

    [Theory]
    [InlineData("optimal")]
    [InlineData("m5")]
    [InlineData("m5.metal")]
    public void Another_name_tells_nothing(string type) => Assert.Null(MachineSizes.Of(type));

    private static IReadOnlyList<Diagnosis.JobFinding> Codes(DiagnosisFacts facts) => JobFindings.Of(facts);

    private static DiagnosisFacts Facts(QueueFacts? queue = null, string? statusReason = null, (string VCpus, string Memory)? needs = null) => new()
    {
        Job = new Job { Reference = new JobReference("aws", "x"), State = JobState.Queued, Queue = "main" },
        Detail = new JobDetail
        {
            JobId = "x", Status = "RUNNABLE", StatusReason = statusReason,
            Container = new ContainerDetail
            {
                ResourceRequirements = [new ResourceRequirement { Type = "VCPU", Value = needs?.VCpus ?? "1" }, new ResourceRequirement { Type = "MEMORY", Value = needs?.Memory ?? "100" }],
            },
        },
        Queue = queue ?? Plans.Ec2Queue,
        Now = DateTimeOffset.UnixEpoch,
    };
}
