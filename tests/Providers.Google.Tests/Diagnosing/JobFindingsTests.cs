using MultiBatch.Jobs;
using MultiBatch.Providers.Google.Diagnosing;
using MultiBatch.Providers.Google.Tests.Support;
using MultiBatch.Providers.Google.Wire.Jobs;

namespace MultiBatch.Providers.Google.Tests.Diagnosing;

public sealed class JobFindingsTests
{
    [Theory]
    [InlineData("VM in Managed Instance Group meets error: Batch Error: code - CODE_GCE_QUOTA_EXCEEDED, description - error count is 4, latest message example: Quota 'CPUS' exceeded.", "QuotaExceeded")]
    [InlineData("VM in Managed Instance Group meets error: Batch Error: code - CODE_GCE_ZONE_RESOURCE_POOL_EXHAUSTED, description - x", "NoCapacity")]
    [InlineData("VM in Managed Instance Group meets error: Batch Error: code - CODE_GCE_ZONE_RESOURCE_POOL_EXHAUSTED_WITH_DETAILS, description - x", "NoCapacity")]
    [InlineData("Job gets non-retryable information Batch Error: code - CODE_MACHINE_TYPE_NOT_FOUND, description - x", "MachineTypeUnknown")]
    [InlineData("Job gets non-retryable information Batch Error: code - CODE_GCE_INVALID_FIELD_VALUE, description - x", "MachineConfiguration")]
    [InlineData("VM in Managed Instance Group meets error: Batch Error: code - CODE_SOMETHING_NEW, description - x", "MachineError")]
    [InlineData("Batch no longer receives VM updates with exit code 50002", "MachineSilent")]
    public async Task What_the_service_says_of_machines_is_told_with_what_to_do(string text, string code)
    {
        var service = new LittleService();
        service.Add("uid", state: "SCHEDULED");
        service.Change("j1", job => job with { Status = job.Status! with { StatusEvents = [new StatusEvent { Type = "STATUS_CHANGED", Description = text, EventTime = service.Clock.GetUtcNow() }] } });

        var finding = (await service.Connect().DiagnoseAsync(LittleService.Reference, default)).Findings[0];

        Assert.Equal((code, text, true), (finding.Code, finding.Evidence, finding.IsCertain));
        Assert.NotNull(finding.Fix);
    }

    [Theory]
    [InlineData("QUEUED", "WaitsForCapacity")]
    [InlineData("SCHEDULED", "Starting")]
    public async Task A_job_that_waits_without_a_reason_says_so(string state, string code)
    {
        var service = new LittleService();
        service.Add("uid", state: state);

        Assert.Equal(code, Assert.Single((await service.Connect().DiagnoseAsync(LittleService.Reference, default)).Findings).Code);
    }

    [Fact]
    public void Nothing_is_wrong_with_what_succeeded() => Assert.Empty(JobFindings.Of(new Job { Reference = LittleService.Reference, State = JobState.Succeeded }, ["CODE_GCE_QUOTA_EXCEEDED"], default));
}
