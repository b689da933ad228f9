using System.Net;
using System.Text;
using MultiBatch.Providers.Google.Tests.Wire.Support;
using MultiBatch.Providers.Google.Wire.Jobs;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Providers.Google.Tests.Errors;

public sealed class ErrorReplyTests
{
    private const string Job = "projects/p/locations/l/jobs/j";

    // Status, body, code, native code, transient, effect of a change, seconds to wait.
    public static TheoryData<int, string, BatchErrorCode, string?, bool, BatchEffect, double?> Replies => new()
    {
        { 400, Error(400, "INVALID_ARGUMENT", "bad", """{"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[{"field":"job.priority","description":"too high"}]}"""), BatchErrorCode.InvalidSpec, "INVALID_ARGUMENT", false, BatchEffect.None, null },
        { 400, Error(400, "INVALID_ARGUMENT", "Invalid JSON payload received. Unknown name \\\"x\\\": Cannot find field."), BatchErrorCode.InvalidSpec, "INVALID_ARGUMENT", false, BatchEffect.None, null },
        { 400, Error(400, "FAILED_PRECONDITION", "not now"), BatchErrorCode.Conflict, "FAILED_PRECONDITION", false, BatchEffect.None, null },
        { 401, Error(401, "UNAUTHENTICATED", "who?"), BatchErrorCode.Unauthenticated, "UNAUTHENTICATED", false, BatchEffect.None, null },
        { 403, Error(403, "PERMISSION_DENIED", "no", Reason("IAM_PERMISSION_DENIED")), BatchErrorCode.PermissionDenied, "PERMISSION_DENIED/IAM_PERMISSION_DENIED", false, BatchEffect.None, null },
        { 403, Error(403, "PERMISSION_DENIED", "off", Reason("SERVICE_DISABLED")), BatchErrorCode.PermissionDenied, "PERMISSION_DENIED/SERVICE_DISABLED", false, BatchEffect.None, null },
        { 404, Error(404, "NOT_FOUND", "gone"), BatchErrorCode.NotFound, "NOT_FOUND", false, BatchEffect.None, null },
        { 409, Error(409, "ALREADY_EXISTS", "there"), BatchErrorCode.AlreadyExists, "ALREADY_EXISTS", false, BatchEffect.None, null },
        { 409, Error(409, "ABORTED", "met another"), BatchErrorCode.Conflict, "ABORTED", true, BatchEffect.None, null },
        { 412, Error(412, "FAILED_PRECONDITION", "no"), BatchErrorCode.Conflict, "FAILED_PRECONDITION", false, BatchEffect.None, null },
        { 429, Error(429, "RESOURCE_EXHAUSTED", "slower", Reason("RATE_LIMIT_EXCEEDED"), """{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"2.5s"}"""), BatchErrorCode.Throttled, "RESOURCE_EXHAUSTED/RATE_LIMIT_EXCEEDED", true, BatchEffect.None, 2.5 },
        { 429, Error(429, "RESOURCE_EXHAUSTED", "full", """{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[]}"""), BatchErrorCode.QuotaExceeded, "RESOURCE_EXHAUSTED", false, BatchEffect.None, null },
        { 499, Error(499, "CANCELLED", "left"), BatchErrorCode.Unavailable, "CANCELLED", true, BatchEffect.Unknown, null },
        { 500, Error(500, "INTERNAL", "oops"), BatchErrorCode.Unavailable, "INTERNAL", true, BatchEffect.Unknown, null },
        { 500, Error(500, "UNKNOWN", "oops"), BatchErrorCode.Unavailable, "UNKNOWN", true, BatchEffect.Unknown, null },
        { 501, Error(501, "UNIMPLEMENTED", "never"), BatchErrorCode.Unsupported, "UNIMPLEMENTED", false, BatchEffect.Unknown, null },
        { 502, "<html><title>502</title></html>", BatchErrorCode.Unavailable, null, true, BatchEffect.Unknown, null },
        { 503, Error(503, "UNAVAILABLE", "later"), BatchErrorCode.Unavailable, "UNAVAILABLE", true, BatchEffect.Unknown, null },
        { 503, string.Empty, BatchErrorCode.Unavailable, null, true, BatchEffect.Unknown, null },
        { 504, Error(504, "DEADLINE_EXCEEDED", "slow"), BatchErrorCode.Timeout, "DEADLINE_EXCEEDED", true, BatchEffect.Unknown, null },
        { 404, "<!DOCTYPE html><html>Not Found</html>", BatchErrorCode.Unsupported, null, false, BatchEffect.None, null },
        { 400, """{"error":{"code":400,""", BatchErrorCode.InvalidSpec, null, false, BatchEffect.None, null },
        { 418, "tea", BatchErrorCode.Provider, null, false, BatchEffect.None, null },
    };

    [Theory]
    [MemberData(nameof(Replies))]
    public async Task An_error_reply_is_understood(int status, string body, BatchErrorCode code, string? native, bool isTransient, BatchEffect effect, double? seconds)
    {
        using var handler = new RecordingHandler { Reply = _ => Reply(status, body) };
        using var wire = TestWire.Over(handler, clock: new ManualTimeProvider());

        var change = await Assert.ThrowsAsync<BatchException>(() => wire.Batch.CreateJobAsync(new CreateJobRequest { Parent = "projects/p/locations/l", JobId = "j", Job = new JobResource() }, default));
        var read = await Assert.ThrowsAsync<BatchException>(() => wire.Batch.GetJobAsync(Job, default));

        Assert.Equal((code, native, isTransient, effect, seconds), (change.Code, change.NativeCode, change.IsTransient, change.Effect, change.RetryAfter?.TotalSeconds));
        Assert.Equal((code, BatchEffect.None, "google", Job), (read.Code, read.Effect, read.Provider, read.Resource));
        Assert.StartsWith("CreateJob", change.Message, StringComparison.Ordinal);
        Assert.Equal(2, handler.Requests.Count);
    }

    [Fact]
    public async Task The_fields_that_are_wrong_are_named()
    {
        using var handler = new RecordingHandler { Reply = _ => Reply(400, (string)Replies.First()[1]!) };
        using var wire = TestWire.Over(handler);

        var error = await Assert.ThrowsAsync<BatchException>(() => wire.Batch.GetJobAsync(Job, default));

        Assert.Equal("GetJob: bad (job.priority: too high)", error.Message);
    }

    [Theory]
    [InlineData("""{"name":"projects/p/locations/l/jobs/j","status":{"sta""", BatchEffect.Applied)]
    [InlineData("<html>hello</html>", BatchEffect.Unknown)]
    [InlineData("", BatchEffect.Unknown)]
    public async Task A_success_that_cannot_be_read_says_what_it_may_have_done(string body, BatchEffect effect)
    {
        using var handler = new RecordingHandler { Reply = _ => Reply(200, body) };
        using var wire = TestWire.Over(handler);

        var error = await Assert.ThrowsAsync<BatchException>(
            () => wire.Batch.CreateJobAsync(new CreateJobRequest { Parent = "projects/p/locations/l", JobId = "j", Job = new JobResource() }, default));

        Assert.Equal((BatchErrorCode.Unavailable, true, effect), (error.Code, error.IsTransient, error.Effect));
    }

    private static string Error(int code, string status, string message, params string[] details) =>
        "{\"error\":{\"code\":" + code + ",\"message\":\"" + message + "\",\"status\":\"" + status + "\",\"details\":[" + string.Join(',', details) + "]}}";

    private static string Reason(string reason) => "{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"" + reason + "\",\"domain\":\"googleapis.com\",\"metadata\":{}}";

    private static HttpResponseMessage Reply(int status, string body) => new((HttpStatusCode)status)
    {
        Content = new StringContent(body, Encoding.UTF8, body.StartsWith('<') ? "text/html" : "application/json"),
    };
}
