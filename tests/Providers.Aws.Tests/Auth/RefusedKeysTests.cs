using System.Net;
using Amazon.Runtime;
using MultiBatch.Providers.Aws.Auth;
using MultiBatch.Providers.Aws.Tests.Wire.Support;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Providers.Aws.Tests.Auth;

public sealed class RefusedKeysTests
{
    private static readonly DateTimeOffset ServiceTime = new(2026, 5, 6, 7, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Keys_that_were_refused_are_looked_for_again_once_and_the_next_call_has_the_new_ones()
    {
        using var keys = new RotatingKeys();
        using var handler = new RecordingHandler { Reply = request => Authorization(request).Contains("KEY1", StringComparison.Ordinal) ? Refusal("ExpiredTokenException") : Success() };
        using var wire = TestWire.Over(handler, TestWire.Options with { Credentials = keys });

        var error = await CallFailsAsync(wire);
        await CallAsync(wire);

        Assert.Equal((BatchErrorCode.Unauthenticated, true, BatchEffect.None), (error.Code, error.IsTransient, error.Effect));
        Assert.Equal(2, keys.Made);
        Assert.Equal(2, handler.Requests.Count);
    }

    [Fact]
    public async Task Calls_that_fail_together_refresh_the_keys_but_once()
    {
        using var keys = new RotatingKeys();
        using var gate = new SemaphoreSlim(0);
        using var handler = new RecordingHandler { Reply = _ => Refusal("ExpiredTokenException") };
        using var wire = TestWire.Over(handler, TestWire.Options with { Credentials = keys });
        var first = await wire.Connection.GetCredentialsAsync(CancellationToken.None);

        var results = new List<bool>();
        for (var call = 0; call < 5; call++)
        {
            results.Add(await wire.Connection.RefreshCredentialsAsync(first, CancellationToken.None));
        }

        Assert.All(results, Assert.True);
        Assert.Equal(2, keys.Made);
    }

    [Theory]
    [InlineData("ExpiredTokenException")]
    [InlineData("UnrecognizedClientException")]
    [InlineData("InvalidSignatureException")]
    public async Task Keys_that_do_not_change_are_not_worth_another_try(string code)
    {
        using var handler = new RecordingHandler { Reply = _ => Refusal(code) };
        using var wire = TestWire.Over(handler);

        var error = await CallFailsAsync(wire);

        Assert.Equal((BatchErrorCode.Unauthenticated, false, code), (error.Code, error.IsTransient, error.NativeCode));
    }

    [Fact]
    public async Task A_clock_that_is_wrong_is_corrected_by_the_services_time_and_the_next_call_passes()
    {
        var clock = new ManualTimeProvider(ServiceTime - TimeSpan.FromHours(2));
        using var handler = new RecordingHandler { Reply = request => IsDated(request, ServiceTime) ? Success() : Refusal("RequestTimeTooSkewed") };
        using var wire = TestWire.Over(handler, clock: clock);

        var first = await CallFailsAsync(wire);
        await CallAsync(wire);
        await CallAsync(wire);

        Assert.Equal((BatchErrorCode.Unauthenticated, true), (first.Code, first.IsTransient));
        Assert.Equal(3, handler.Requests.Count);
    }

    [Fact]
    public async Task A_signature_that_expired_on_the_way_is_about_the_clock_too_and_no_correction_means_no_other_try()
    {
        var clock = new ManualTimeProvider(ServiceTime);
        using var handler = new RecordingHandler { Reply = _ => Refusal("InvalidSignatureException", "Signature expired: 20260506T070000Z is now earlier than …") };
        using var wire = TestWire.Over(handler, clock: clock);

        Assert.False((await CallFailsAsync(wire)).IsTransient);
    }

    private static Task CallAsync(AwsWire wire) => wire.Batch.DescribeJobsAsync(new() { Jobs = ["a"] }, CancellationToken.None);

    private static Task<BatchException> CallFailsAsync(AwsWire wire) => Assert.ThrowsAsync<BatchException>(() => CallAsync(wire));

    private static string Authorization(HttpRequestMessage request) => request.Headers.GetValues("Authorization").Single();

    private static bool IsDated(HttpRequestMessage request, DateTimeOffset time) =>
        request.Headers.GetValues("x-amz-date").Single() == time.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static HttpResponseMessage Success() => new(HttpStatusCode.OK) { Content = new StringContent("{}") };

    private static HttpResponseMessage Refusal(string code, string message = "no")
    {
        var reply = new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent($$"""{"message":"{{message}}"}""") };
        reply.Headers.TryAddWithoutValidation("x-amzn-errortype", code);
        reply.Headers.Date = ServiceTime;
        return reply;
    }

    /// <summary>Keys with a new name each time they are made.</summary>
    private sealed class RotatingKeys : RefreshingAWSCredentials
    {
        private int _made;

        public int Made => _made;

        protected override CredentialsRefreshState GenerateNewCredentials() =>
            new(new ImmutableCredentials($"KEY{Interlocked.Increment(ref _made)}", "made-up", "token"), DateTime.UtcNow.AddHours(1));
    }
}
