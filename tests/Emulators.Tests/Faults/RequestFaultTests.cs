using System.Net;
using System.Text;
using MultiBatch.Emulators.Aws;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Faults;

public sealed class RequestFaultTests
{
    private const string Policy = """{"name":"sp"}""";

    [Theory]
    [InlineData(FaultKind.Throttle, 429, "TooManyRequestsException")]
    [InlineData(FaultKind.ServerError, 500, "ServerException")]
    [InlineData(FaultKind.Html, 502, null)]
    [InlineData(FaultKind.Empty, 503, null)]
    public async Task A_reply_instead_leaves_nothing_done(FaultKind kind, int status, string? error)
    {
        await using var rig = await AwsRig.StartEmptyAsync();
        rig.Emulator.Faults.Add(new FaultRule { Kind = kind, Operation = "CreateSchedulingPolicy", Count = 1 });

        var reply = await rig.CallAsync("CreateSchedulingPolicy", Policy);

        Assert.Equal((status, error), (reply.Status, reply.Error));
        Assert.Equal(kind == FaultKind.Html, reply.Text.StartsWith("<html>", StringComparison.Ordinal));
        Assert.Equal(kind == FaultKind.Empty, reply.Text.Length == 0);
        Assert.Equal(1, rig.Emulator.Faults.Injected[kind]);
        await rig.DoAsync("CreateSchedulingPolicy", Policy);
    }

    [Fact]
    public async Task A_reset_before_leaves_nothing_done()
    {
        await using var rig = await AwsRig.StartEmptyAsync();
        rig.Emulator.Faults.Add(new FaultRule { Kind = FaultKind.ResetBefore, Count = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => rig.CallAsync("CreateSchedulingPolicy", Policy));

        await rig.DoAsync("CreateSchedulingPolicy", Policy);
    }

    [Theory]
    [InlineData(FaultKind.ResetAfter)]
    [InlineData(FaultKind.CutOff)]
    public async Task A_reset_after_and_a_cut_reply_leave_it_done(FaultKind kind)
    {
        await using var rig = await AwsRig.StartEmptyAsync();
        rig.Emulator.Faults.Add(new FaultRule { Kind = kind, Count = 1 });

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => rig.CallAsync("CreateSchedulingPolicy", Policy));

        Assert.Contains("already exists", await rig.RefusedAsync("CreateSchedulingPolicy", Policy), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stale_reading_shows_what_was_true_a_moment_ago()
    {
        await using var rig = await AwsRig.StartAsync();
        var id = await rig.SubmitAsync(await rig.DefineAsync("true"));
        await rig.EndAsync(id);
        rig.Emulator.Faults.Add(new FaultRule { Kind = FaultKind.Stale, Delay = TimeSpan.FromHours(1), Count = 2 });

        Assert.Empty(await rig.ListAsync(""","jobStatus":"SUCCEEDED" """));
        Assert.Empty((System.Text.Json.Nodes.JsonArray)(await rig.DoAsync("DescribeJobs", $$"""{"jobs":["{{id}}"]}"""))["jobs"]!);
        Assert.Equal([id], await rig.ListAsync(""","jobStatus":"SUCCEEDED" """));
    }

    [Fact]
    public async Task Latency_delays_the_reply_and_goes_with_another_fault()
    {
        await using var rig = await AwsRig.StartEmptyAsync();
        rig.Emulator.Faults.Add(new FaultRule { Kind = FaultKind.Latency, Delay = TimeSpan.FromMilliseconds(200) });
        rig.Emulator.Faults.Add(new FaultRule { Kind = FaultKind.Throttle });
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var reply = await rig.CallAsync("DescribeJobQueues", "{}");

        Assert.Equal(429, reply.Status);
        Assert.True(clock.Elapsed >= TimeSpan.FromMilliseconds(195), clock.Elapsed.ToString());
    }

    [Fact]
    public async Task Faults_are_controlled_over_http()
    {
        await using var rig = await AwsRig.StartEmptyAsync();
        using var plan = new StringContent("""{"seed":3,"rules":[{"kind":"throttle","operation":"ListJobs"}]}""", Encoding.UTF8, "application/json");
        using var put = await rig.Client.PutAsync(new Uri("/_emulator/faults", UriKind.Relative), plan);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(429, (await rig.CallAsync("ListJobs", "{}")).Status);

        var counters = await rig.Client.GetStringAsync(new Uri("/_emulator/counters", UriKind.Relative));
        Assert.Equal("""{"calls":{"ListJobs":1},"refusals":{},"faults":{"Throttle":1}}""", counters);

        using var delete = await rig.Client.DeleteAsync(new Uri("/_emulator/faults", UriKind.Relative));
        Assert.Equal(400, (await rig.CallAsync("ListJobs", "{}")).Status);
        using var off = await rig.Client.DeleteAsync(new Uri("/_emulator/quirks/" + AwsQuirks.StrictMembers, UriKind.Relative));
        Assert.False(rig.Emulator.Quirks.IsOn(AwsQuirks.StrictMembers));
        using var wrong = new StringContent("{", Encoding.UTF8, "application/json");
        using var refused = await rig.Client.PutAsync(new Uri("/_emulator/faults", UriKind.Relative), wrong);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://example.org")]
    [InlineData("Host", "example.org")]
    public async Task A_web_page_cannot_reach_it(string header, string value)
    {
        await using var rig = await AwsRig.StartEmptyAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(rig.Emulator.Endpoint, "/v1/describejobqueues"));
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await rig.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(0, rig.Emulator.Counters.Total);
    }
}
