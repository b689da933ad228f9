using System.Net;
using System.Text;
using MultiBatch.Providers.Azure.Tests.Wire.Support;

namespace MultiBatch.Providers.Azure.Tests.Errors;

/// <summary>Error replies as the service was seen to give them, and those of what stands between.</summary>
public class ErrorReplyTests
{
    public static TheoryData<int, string?, string, BatchErrorCode, bool, BatchEffect> Replies => new()
    {
        { 409, "PoolExists", "The specified pool already exists.", BatchErrorCode.AlreadyExists, false, BatchEffect.None },
        { 400, "InvalidPropertyValue", "The value provided for one of the properties in the request body is invalid.", BatchErrorCode.InvalidSpec, false, BatchEffect.None },
        { 403, "Forbidden", "Access is Forbidden", BatchErrorCode.PermissionDenied, false, BatchEffect.None },
        { 409, "PoolBeingDeleted", "The specified pool has been marked for deletion and is being reclaimed.", BatchErrorCode.Conflict, false, BatchEffect.None },
        { 404, "JobScheduleNotFound", "The specified job schedule does not exist.", BatchErrorCode.NotFound, false, BatchEffect.None },
        { 404, "PoolNotFound", "The specified pool does not exist.", BatchErrorCode.NotFound, false, BatchEffect.None },
        { 404, "TaskNotFound", "The specified task does not exist.", BatchErrorCode.NotFound, false, BatchEffect.None },
        { 400, "InvalidQueryParameterValue", "Value for one of the query parameters specified in the request URI is invalid.", BatchErrorCode.InvalidSpec, false, BatchEffect.None },
        { 409, "InvalidApplicationPackageReferences", "One or more of the specified application package references are invalid.", BatchErrorCode.InvalidSpec, false, BatchEffect.None },
        { 409, "JobPreparationTaskOrReleaseTaskNotSpecified", "The specified job does not have either.", BatchErrorCode.Conflict, false, BatchEffect.None },
        { 409, "ActiveJobAndScheduleQuotaReached", "The quota is reached.", BatchErrorCode.QuotaExceeded, false, BatchEffect.None },
        { 409, "TaskExists", "The specified task already exists.", BatchErrorCode.AlreadyExists, false, BatchEffect.None },
        { 409, "JobCompleted", "The specified job is already in a completed state.", BatchErrorCode.Conflict, false, BatchEffect.None },
        { 413, "RequestBodyTooLarge", "The size of the request body exceeds the maximum.", BatchErrorCode.InvalidSpec, false, BatchEffect.None },
        { 429, "TooManyRequests", "Too many requests.", BatchErrorCode.Throttled, true, BatchEffect.None },
        { 503, "ServerBusy", "The server is busy.", BatchErrorCode.Throttled, true, BatchEffect.None },
        { 500, "OperationTimedOut", "The operation could not be completed in time.", BatchErrorCode.Timeout, true, BatchEffect.Unknown },
        { 500, "InternalError", "Server encountered an internal error.", BatchErrorCode.Unavailable, true, BatchEffect.Unknown },
        { 401, "AuthenticationFailed", "Server failed to authenticate the request.", BatchErrorCode.Unauthenticated, false, BatchEffect.None },
        { 412, "ConditionNotMet", "The condition is not met.", BatchErrorCode.Conflict, false, BatchEffect.None },
        { 418, "SomethingNew", "Nobody knows it yet.", BatchErrorCode.Provider, false, BatchEffect.None },
    };

    [Theory]
    [MemberData(nameof(Replies))]
    public async Task An_error_is_understood(int status, string? code, string message, BatchErrorCode expected, bool isTransient, BatchEffect effect)
    {
        var body = $$"""
            {"odata.metadata":"https://a.b.batch.azure.com/$metadata#Microsoft.Azure.Batch.Protocol.Entities.Container.errors/@Element","code":"{{code}}",
             "message":{"lang":"en-US","value":"{{message}}\nRequestId:b89ea3f0-6105-4f9e-91a9-fe972b51fb89\nTime:2022-09-06T23:47:58.4177348Z"},
             "values":[{"key":"PropertyName","value":"virtualMachineImageId"},{"key":"Reason","value":"The specified resource id must be of another format"}]}
            """;

        var error = await FailAsync(status, body, "application/json");

        Assert.Equal((expected, isTransient, effect, code, "b89ea3f0"), (error.Code, error.IsTransient, error.Effect, error.NativeCode, error.RequestId));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("Reason: The specified resource id must be of another format", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("RequestId:", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"><HTML><BODY><h2>Bad Request - Invalid URL</h2></BODY></HTML>", "text/html; charset=us-ascii", BatchErrorCode.InvalidSpec)]
    [InlineData(502, "<html>bad gateway</html>", "text/html", BatchErrorCode.Unavailable)]
    [InlineData(503, "", null, BatchErrorCode.Unavailable)]
    [InlineData(404, "", null, BatchErrorCode.NotFound)]
    [InlineData(403, "{\"code\":\"Forb", "application/json", BatchErrorCode.PermissionDenied)]
    [InlineData(403, "{\"error\":{\"code\":\"Forbidden\",\"message\":\"no\"}}", "application/json", BatchErrorCode.PermissionDenied)]
    public async Task What_is_no_error_of_the_service_is_mapped_too(int status, string body, string? type, BatchErrorCode expected) =>
        Assert.Equal(expected, (await FailAsync(status, body, type)).Code);

    [Fact]
    public async Task A_head_that_is_answered_without_a_body_says_that_a_pool_is_not_there()
    {
        using var handler = new RecordingHandler { Reply = _ => new HttpResponseMessage(HttpStatusCode.NotFound) };
        using var wire = new TestWire(handler);

        Assert.False((await wire.Batch.PoolExistsAsync("p", default)).Exists);
    }

    [Fact]
    public async Task How_long_to_wait_is_told()
    {
        using var handler = new RecordingHandler
        {
            Reply = _ =>
            {
                var reply = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
                reply.Headers.TryAddWithoutValidation("Retry-After", "7");
                return reply;
            },
        };
        using var wire = new TestWire(handler);

        var error = await Assert.ThrowsAsync<BatchException>(() => wire.Batch.GetJobAsync("j", Azure.Wire.ReadOptions.None, default));

        Assert.Equal((BatchErrorCode.Throttled, TimeSpan.FromSeconds(7), BatchEffect.None), (error.Code, error.RetryAfter, error.Effect));
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/jobs?$skiptoken=x&api-version=1", true)]
    [InlineData("https://127.0.0.1:1/jobs?$skiptoken=x", false)]
    [InlineData("http://evil.example.com/jobs?$skiptoken=x", false)]
    [InlineData("/jobs?$skiptoken=x", false)]
    public async Task A_next_page_is_followed_to_the_same_host_only(string link, bool isFollowed)
    {
        using var handler = new RecordingHandler();
        using var wire = new TestWire(handler);
        var options = new Azure.Wire.ReadOptions { NextLink = link };

        if (isFollowed)
        {
            await wire.Batch.ListJobsAsync(options, default);
            Assert.Equal(link, handler.Addresses.Single().OriginalString);
        }
        else
        {
            await Assert.ThrowsAsync<BatchException>(() => wire.Batch.ListJobsAsync(options, default));
            Assert.Empty(handler.Requests);
        }
    }

    private static async Task<BatchException> FailAsync(int status, string body, string? type)
    {
        using var handler = new RecordingHandler
        {
            Reply = _ =>
            {
                var reply = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
                reply.Headers.TryAddWithoutValidation("request-id", "b89ea3f0");
                if (type is not null)
                {
                    reply.Content.Headers.TryAddWithoutValidation("Content-Type", type);
                }

                return reply;
            },
        };
        using var wire = new TestWire(handler);
        return await Assert.ThrowsAsync<BatchException>(() => wire.Batch.TerminateTaskAsync("job", "task", default));
    }
}
