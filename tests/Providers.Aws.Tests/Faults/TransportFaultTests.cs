using System.Net;
using System.Net.Sockets;
using MultiBatch.Providers.Aws.Tests.Wire.Support;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Jobs;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Providers.Aws.Tests.Faults;

public sealed class TransportFaultTests
{
    private static readonly SubmitJobRequest Submit = new() { JobName = "j", JobQueue = "q", JobDefinition = "d" };

    [Fact]
    public async Task A_refused_connection_has_changed_nothing()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var wire = TestWire.At(new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}"));

        Check(await SubmitAsync(wire), BatchErrorCode.Unavailable, BatchEffect.None, isTransient: true);
    }

    [Fact]
    public async Task A_host_that_is_not_there_has_changed_nothing()
    {
        using var wire = TestWire.At(new Uri("http://nowhere.invalid"));

        Check(await SubmitAsync(wire), BatchErrorCode.Unavailable, BatchEffect.None, isTransient: true);
    }

    [Fact]
    public async Task A_reset_after_the_request_leaves_the_effect_of_a_change_open_but_not_of_a_read()
    {
        await using var server = BrokenServer.Resetting();
        using var wire = TestWire.At(server.Address);

        Check(await SubmitAsync(wire), BatchErrorCode.Unavailable, BatchEffect.Unknown, isTransient: true);
        Check(await DescribeAsync(wire), BatchErrorCode.Unavailable, BatchEffect.None, isTransient: true);
        Assert.Equal(2, server.Arrived);
    }

    [Fact]
    public async Task A_connection_closed_without_an_answer_is_not_tried_again_by_anybody()
    {
        await using var server = BrokenServer.Answering("");
        using var wire = TestWire.At(server.Address);

        Check(await SubmitAsync(wire), BatchErrorCode.Unavailable, BatchEffect.Unknown, isTransient: true);
        Assert.Equal(1, server.Arrived);
    }

    [Fact]
    public async Task A_success_that_was_cut_off_was_carried_out()
    {
        await using var server = BrokenServer.Answering("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\nx-amzn-requestid: r1\r\n\r\n{\"jobId\":");
        using var wire = TestWire.At(server.Address);

        var error = await SubmitAsync(wire);

        Check(error, BatchErrorCode.Unavailable, BatchEffect.Applied, isTransient: true);
        Assert.Equal("r1", error.RequestId);
    }

    [Fact]
    public async Task An_error_that_was_cut_off_keeps_what_its_status_and_headers_say()
    {
        await using var server = BrokenServer.Answering(
            "HTTP/1.1 429 Too Many Requests\r\nx-amzn-errortype: TooManyRequestsException\r\nContent-Length: 500\r\n\r\n{\"message\":");
        using var wire = TestWire.At(server.Address);

        Check(await SubmitAsync(wire), BatchErrorCode.Throttled, BatchEffect.None, isTransient: true);
    }

    [Fact]
    public async Task Silence_ends_when_the_time_of_the_call_is_over()
    {
        await using var server = BrokenServer.Silent();
        var clock = new ManualTimeProvider();
        using var wire = TestWire.At(server.Address, clock);

        var submit = SubmitAsync(wire);
        while (server.Arrived == 0)
        {
            await Task.Yield();
        }

        clock.Advance(TimeSpan.FromSeconds(60));
        var error = await submit;

        Check(error, BatchErrorCode.Timeout, BatchEffect.Unknown, isTransient: true);
        Assert.Contains("1m", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_callers_own_cancellation_passes_untouched()
    {
        await using var server = BrokenServer.Silent();
        using var wire = TestWire.At(server.Address);
        using var cancellation = new CancellationTokenSource();

        var submit = wire.Batch.SubmitJobAsync(Submit, cancellation.Token);
        while (server.Arrived == 0)
        {
            await Task.Yield();
        }

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => submit);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = BrokenServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        await using var server = BrokenServer.Answering($"HTTP/1.1 307 Temporary Redirect\r\nLocation: {elsewhere.Address}v1/submitjob\r\nContent-Length: 0\r\n\r\n");
        using var wire = TestWire.At(server.Address);

        Check(await SubmitAsync(wire), BatchErrorCode.Provider, BatchEffect.None, isTransient: false);
        Assert.Equal(0, elsewhere.Arrived);
    }

    private static Task<BatchException> SubmitAsync(AwsWire wire) =>
        Assert.ThrowsAsync<BatchException>(() => wire.Batch.SubmitJobAsync(Submit, CancellationToken.None));

    private static Task<BatchException> DescribeAsync(AwsWire wire) =>
        Assert.ThrowsAsync<BatchException>(() => wire.Batch.DescribeJobsAsync(new() { Jobs = ["a"] }, CancellationToken.None));

    private static void Check(BatchException error, BatchErrorCode code, BatchEffect effect, bool isTransient) =>
        Assert.Equal((code, effect, isTransient, "aws"), (error.Code, error.Effect, error.IsTransient, error.Provider));
}
