using System.Text;
using System.Text.Json;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Tests.Wire;

public sealed class WireReplyTests
{
    [Fact]
    public void Members_that_nobody_knows_yet_are_read_over_and_kept_in_the_native_text()
    {
        var body = Encoding.UTF8.GetBytes("""{"jobs":[{"jobId":"a","createdAt":1700000000123,"newMember":{"x":[1]}},{"jobId":"b"}],"moreNew":true}""");

        var reply = JsonSerializer.Deserialize(body, BatchWireJson.Instance.DescribeJobsResponse)! with { Body = body };

        Assert.Equal(["a", "b"], reply.Jobs!.Select(job => job.JobId));
        Assert.Equal(1700000000123, reply.Jobs![0].CreatedAt);
        Assert.Equal("""{"x":[1]}""", reply.ReadItems("jobs")[0].GetProperty("newMember").GetRawText());
    }

    [Fact]
    public void What_is_not_set_is_not_sent_but_empty_text_and_zero_are()
    {
        var request = new SubmitJobRequest
        {
            JobName = "j",
            JobQueue = "q",
            JobDefinition = "",
            SchedulingPriorityOverride = 0,
            PropagateTags = false,
            Parameters = new Dictionary<string, string> { ["grüße"] = "a \"b\" <c>" },
        };

        var text = JsonSerializer.Serialize(request, BatchWireJson.Instance.SubmitJobRequest);

        Assert.Equal("""{"jobName":"j","jobQueue":"q","jobDefinition":"","schedulingPriorityOverride":0,"parameters":{"grüße":"a \"b\" <c>"},"propagateTags":false}""", text);
    }
}
