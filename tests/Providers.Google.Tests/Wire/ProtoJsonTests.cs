using System.Text;
using System.Text.Json;
using MultiBatch.Providers.Google.Wire;
using MultiBatch.Providers.Google.Wire.Jobs;

namespace MultiBatch.Providers.Google.Tests.Wire;

public sealed class ProtoJsonTests
{
    [Theory]
    [InlineData("3600s", 3_600_000)]
    [InlineData("60.500s", 60_500)]
    [InlineData("0s", 0)]
    [InlineData("0.001s", 1)]
    [InlineData("-1.500s", -1_500)]
    public void Durations_are_written_as_they_are_read(string text, long milliseconds)
    {
        var spec = JsonSerializer.Deserialize(Job(text), GoogleWireJson.Instance.JobResource)!;

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), spec.TaskGroups![0].TaskSpec!.MaxRunDuration);
        Assert.Contains($"\"{text}\"", JsonSerializer.Serialize(spec, GoogleWireJson.Instance.JobResource), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1h")]
    [InlineData("3600")]
    [InlineData("s")]
    public void What_is_no_duration_is_refused(string text) => Assert.Throws<JsonException>(
        () => JsonSerializer.Deserialize(Job(text), GoogleWireJson.Instance.JobResource));

    [Fact]
    public void Nanoseconds_are_read_over()
    {
        var status = JsonSerializer.Deserialize("""{"status":{"runDuration":"1.123456789s","statusEvents":[{"eventTime":"2024-04-01T12:34:56.123456789Z"}]}}""", GoogleWireJson.Instance.JobResource)!.Status!;

        Assert.Equal(TimeSpan.FromTicks(11_234_567), status.RunDuration);
        Assert.Equal(new DateTimeOffset(2024, 4, 1, 12, 34, 56, TimeSpan.Zero).AddTicks(1_234_567), status.StatusEvents![0].EventTime);
    }

    [Fact]
    public void Numbers_of_64_bits_are_text_and_those_of_32_are_not()
    {
        var job = new JobResource { Priority = 5, TaskGroups = [new TaskGroup { TaskCount = 3, TaskSpec = new TaskSpec { MaxRetryCount = 2 } }] };

        Assert.Equal(
            """{"priority":"5","taskGroups":[{"taskSpec":{"maxRetryCount":2},"taskCount":"3"}]}""", JsonSerializer.Serialize(job, GoogleWireJson.Instance.JobResource));
    }

    [Fact]
    public void Members_and_enums_that_nobody_knows_yet_are_read_over_and_kept_in_the_native_text()
    {
        var body = Encoding.UTF8.GetBytes(
            """{"jobs":[{"name":"projects/1/locations/l/jobs/a","status":{"state":"PARKED","taskGroups":{"group0":{"counts":{"RUNNING":"2","PARKED":3}}}},"newMember":{"x":[1]}}],"more":true}""");

        var reply = JsonSerializer.Deserialize(body, GoogleWireJson.Instance.ListJobsResponse)! with { Body = body };

        Assert.Equal(("PARKED", 2L, 3L), (reply.Jobs![0].Status!.State, reply.Jobs[0].Status!.TaskGroups!["group0"].Counts!["RUNNING"], reply.Jobs[0].Status!.TaskGroups!["group0"].Counts!["PARKED"]));
        Assert.Equal("""{"x":[1]}""", reply.ReadItems("jobs")[0].GetProperty("newMember").GetRawText());
    }

    private static string Job(string duration) => "{\"taskGroups\":[{\"taskSpec\":{\"maxRunDuration\":\"" + duration + "\"}}]}";
}
