using System.Net;
using System.Text;
using System.Text.Json;
using MultiBatch.Providers.Aws.Tests.Wire.Support;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Providers.Aws.Tests.Errors;

public sealed class ErrorReplyTests
{
    private static readonly Dictionary<string, JsonElement> Rows = Read();

    // Inputs with what an operation requires; which ones does not matter to an error.
    private static readonly Dictionary<string, string> Inputs = new()
    {
        ["SubmitJob"] = """{"jobName":"j","jobQueue":"q","jobDefinition":"d"}""",
        ["CreateJobQueue"] = """{"jobQueueName":"q","priority":1}""",
        ["UpdateJobQueue"] = """{"jobQueue":"q"}""",
        ["DeleteComputeEnvironment"] = """{"computeEnvironment":"e"}""",
        ["TerminateJobs"] = """{"jobs":["a"],"reason":"r"}""",
        ["CancelJobs"] = """{"jobs":["a"],"reason":"r"}""",
        ["DescribeJobs"] = """{"jobs":["a"]}""",
        ["GetLogEvents"] = """{"logStreamName":"s"}""",
    };

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_error_reply_is_understood(string name)
    {
        var row = Rows[name];
        var expected = row.GetProperty("expected");
        using var handler = new RecordingHandler { Reply = _ => Reply(row) };
        using var wire = TestWire.Over(handler, clock: new ManualTimeProvider());
        var operation = row.GetProperty("operation").GetString()!;
        using var input = JsonDocument.Parse(Inputs[operation]);

        var error = await Assert.ThrowsAsync<BatchException>(() => WireInvoker.CallAsync(wire, operation, input.RootElement));

        Assert.Equal(
            (Text(expected, "code"), Text(expected, "nativeCode"), Text(expected, "requestId"), expected.GetProperty("isTransient").GetBoolean(), Text(expected, "effect")),
            (error.Code.ToString(), error.NativeCode, error.RequestId, error.IsTransient, error.Effect.ToString()));
        Assert.Equal("aws", error.Provider);
        Assert.Equal(
            expected.TryGetProperty("retryAfterSeconds", out var seconds) ? TimeSpan.FromSeconds(seconds.GetInt32()) : null, error.RetryAfter);
        if (expected.TryGetProperty("message", out var message))
        {
            Assert.Equal(message.GetString(), error.Message);
        }

        Assert.StartsWith(operation, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
        Assert.Single(handler.Requests);
    }

    [Theory]
    [InlineData("operation that is not known yet", true)]
    [InlineData("unknown path of the gateway", true)]
    [InlineData("404 without a word", true)]
    [InlineData("AccessDenied 403", false)]
    [InlineData("ServerException 500", false)]
    public async Task An_operation_that_is_too_new_for_the_service_can_be_told(string name, bool isUnknown)
    {
        using var handler = new RecordingHandler { Reply = _ => Reply(Rows[name]) };
        using var wire = TestWire.Over(handler);

        var error = await Assert.ThrowsAsync<BatchException>(() => wire.Batch.TerminateJobsAsync(new() { Jobs = ["a"], Reason = "r" }, CancellationToken.None));

        Assert.Equal(isUnknown, Providers.Aws.Wire.WireErrors.IsUnknownOperation(error));
    }

    private static HttpResponseMessage Reply(JsonElement row)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(row.GetProperty("body").GetString()!));
        var reply = new HttpResponseMessage((HttpStatusCode)row.GetProperty("status").GetInt32()) { Content = content };
        foreach (var header in row.GetProperty("headers").EnumerateObject())
        {
            if (!reply.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString()))
            {
                content.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
            }
        }

        return reply;
    }

    private static Dictionary<string, JsonElement> Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Errors", "Replies", "error-replies.json")));
        return document.RootElement.Clone().EnumerateArray().ToDictionary(row => row.GetProperty("name").GetString()!, row => row);
    }

    private static string? Text(JsonElement row, string name) => row.GetProperty(name).GetString();
}
