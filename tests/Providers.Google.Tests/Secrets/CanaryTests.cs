using System.Net;
using System.Text;
using Google.Apis.Auth.OAuth2;
using MultiBatch.Providers.Google.Tests.Wire.Support;
using MultiBatch.Providers.Google.Wire.Jobs;

namespace MultiBatch.Providers.Google.Tests.Secrets;

public sealed class CanaryTests
{
    private const string Token = "ya29.canary-access-token";
    private const string Value = "canary-value-of-a-variable";

    private static readonly CreateJobRequest Create = new()
    {
        Parent = "projects/p/locations/l",
        JobId = "j",
        Job = new JobResource
        {
            TaskGroups = [new TaskGroup { TaskSpec = new TaskSpec { Environment = new TaskVariables { Variables = new Dictionary<string, string> { ["PASSWORD"] = Value } } } }],
        },
    };

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadGateway)]
    public async Task An_error_repeats_no_token_even_when_the_service_does(HttpStatusCode status)
    {
        using var handler = new RecordingHandler
        {
            Reply = request => new HttpResponseMessage(status)
            {
                Content = new StringContent(
                    status == HttpStatusCode.BadGateway
                        ? $"<html>{request.Headers.Authorization}</html>"
                        : "{\"error\":{\"code\":1,\"status\":\"INTERNAL\",\"message\":\"sent " + request.Headers.Authorization + "\"}}",
                    Encoding.UTF8, status == HttpStatusCode.BadGateway ? "text/html" : "application/json"),
            },
        };
        using var wire = TestWire.Over(handler, TestWire.Options with { Credential = GoogleCredential.FromAccessToken(Token) });

        var error = await Assert.ThrowsAsync<BatchException>(() => wire.Batch.CreateJobAsync(Create, default));

        Assert.DoesNotContain("canary", error.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_token_is_in_its_header_and_nowhere_else()
    {
        using var handler = new RecordingHandler();
        using var wire = TestWire.Over(handler, TestWire.Options with { Credential = GoogleCredential.FromAccessToken(Token) });

        await wire.Batch.CreateJobAsync(Create, default);
        await wire.Logs.ListLogEntriesAsync(new() { ResourceNames = ["projects/p"] }, default);

        Assert.Equal(2, handler.Requests.Count);
        for (var index = 0; index < 2; index++)
        {
            Assert.Equal("authorization", Assert.Single(handler.Headers[index], header => header.Value.Contains(Token, StringComparison.Ordinal)).Key);
            Assert.DoesNotContain(Token, handler.Addresses[index] + handler.Bodies[index], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_token_goes_over_plain_http_to_another_machine()
    {
        using var handler = new RecordingHandler();
        using var wire = TestWire.Over(handler, TestWire.Options with { Endpoint = new Uri("http://batch.example"), Credential = GoogleCredential.FromAccessToken(Token) });

        var error = await Assert.ThrowsAsync<BatchException>(() => wire.Batch.GetJobAsync("projects/p/locations/l/jobs/j", default));

        Assert.Equal((BatchErrorCode.InvalidSpec, "endpoint"), (error.Code, error.Resource));
        Assert.Empty(handler.Requests);
    }

    [Fact]
    public void Messages_and_settings_as_text_show_no_value_of_a_variable_and_no_token()
    {
        var text = string.Join(
            "\n", Create, Create.Job, Create.Job.TaskGroups![0].TaskSpec!.Environment, TestWire.Options with { Credential = GoogleCredential.FromAccessToken(Token) },
            new GoogleBatchOptions { Credential = GoogleCredential.FromAccessToken(Token) });

        Assert.DoesNotContain("canary", text, StringComparison.OrdinalIgnoreCase);
    }
}
