using System.Collections;
using System.Net;
using System.Reflection;
using Amazon.Runtime;
using MultiBatch.Providers.Aws.Auth;
using MultiBatch.Providers.Aws.Tests.Faults;
using MultiBatch.Providers.Aws.Tests.Wire.Support;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Definitions;
using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Tests.Secrets;

public sealed class CanaryTests
{
    private const string Secret = "canary/secret+key";
    private const string Token = "canary-session-token";
    private const string Value = "canary-value-of-a-variable";

    private static readonly AWSCredentials Credentials = new SessionAWSCredentials("ASIACANARY", Secret, Token);

    private static readonly SubmitJobRequest Submit = new()
    {
        JobName = "j",
        JobQueue = "q",
        JobDefinition = "d",
        ContainerOverrides = new() { Environment = [new EnvironmentVariable { Name = "PASSWORD", Value = Value }] },
    };

    public static TheoryData<HttpStatusCode, string?> Replies => new()
    {
        { HttpStatusCode.Forbidden, "InvalidSignatureException" },
        { HttpStatusCode.Forbidden, "ExpiredTokenException" },
        { HttpStatusCode.BadRequest, "ClientException" },
        { HttpStatusCode.InternalServerError, "ServerException" },
        { HttpStatusCode.BadGateway, null },
    };

    [Theory]
    [MemberData(nameof(Replies))]
    public async Task An_error_repeats_no_credential_even_when_the_service_does(HttpStatusCode status, string? code)
    {
        using var handler = new RecordingHandler
        {
            Reply = request =>
            {
                // A service that recites the request it was sent, headers and all.
                var recital = string.Join(" ", request.Headers.SelectMany(header => header.Value)).Replace("\"", "'", StringComparison.Ordinal);
                var reply = new HttpResponseMessage(status)
                {
                    Content = new StringContent(code is null
                        ? $"<html>{recital} {Secret}</html>"
                        : $$"""{"message":"no: {{recital}} {{Secret}} The Canonical String for this request should have been {{recital}}"}"""),
                };
                if (code is not null)
                {
                    reply.Headers.TryAddWithoutValidation("x-amzn-errortype", code);
                }

                return reply;
            },
        };
        using var wire = TestWire.Over(handler, TestWire.Options with { Credentials = Credentials });

        var error = await SubmitAsync(wire);

        CheckClean(error);
    }

    [Fact]
    public async Task A_broken_connection_tells_nothing_of_what_was_sent()
    {
        await using var server = BrokenServer.Resetting();
        using var wire = new AwsWire(TestWire.Options with { Endpoint = server.Address, Credentials = Credentials }, new ProviderContext());

        CheckClean(await SubmitAsync(wire));
    }

    [Fact]
    public async Task The_secret_key_never_leaves_the_process_and_the_token_only_in_its_header()
    {
        using var handler = new RecordingHandler();
        using var wire = TestWire.Over(handler, TestWire.Options with { Credentials = Credentials });

        await wire.Batch.SubmitJobAsync(Submit, CancellationToken.None).ContinueWith(_ => { }, TaskScheduler.Default);
        await wire.Logs.GetLogEventsAsync(new() { LogStreamName = "s" }, CancellationToken.None);
        await wire.Identity.GetCallerIdentityAsync(CancellationToken.None);

        Assert.Equal(3, handler.Requests.Count);
        for (var index = 0; index < handler.Requests.Count; index++)
        {
            Assert.DoesNotContain(handler.Headers[index].Values, value => value.Contains(Secret, StringComparison.Ordinal));
            Assert.Equal("x-amz-security-token", Assert.Single(handler.Headers[index], header => header.Value.Contains(Token, StringComparison.Ordinal)).Key);
            Assert.DoesNotContain("canary", handler.Addresses[index].AbsoluteUri, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Messages_and_settings_as_text_show_no_value_of_a_variable_and_no_credential()
    {
        var text = string.Join(
            "\n", Submit, Submit.ContainerOverrides, Submit.ContainerOverrides!.Environment![0], TestWire.Options with { Credentials = Credentials });

        Assert.DoesNotContain(Value, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, text, StringComparison.Ordinal);
    }

    private static Task<BatchException> SubmitAsync(AwsWire wire) =>
        Assert.ThrowsAsync<BatchException>(() => wire.Batch.SubmitJobAsync(Submit, CancellationToken.None));

    private static void CheckClean(BatchException error)
    {
        var text = error + string.Join(" ", error.Data.Cast<DictionaryEntry>().Select(entry => $"{entry.Key} {entry.Value}")) + string.Join(
            " ", typeof(BatchException).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.PropertyType == typeof(string)).Select(property => property.GetValue(error)));
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Value, text, StringComparison.Ordinal);
    }
}
