using System.Text.Json;
using Amazon.Runtime;
using MultiBatch.Providers.Aws.Tests.OfficialClients;
using MultiBatch.Providers.Aws.Tests.Wire.Support;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Providers.Aws.Tests.Auth;

public sealed class SignatureTests
{
    private static readonly DateTimeOffset Date = new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);

    [SkippableFact]
    public async Task A_signature_is_the_one_that_the_official_signer_computes_for_the_same_request_date_and_key()
    {
        using var handler = new RecordingHandler();
        foreach (var credentials in new AWSCredentials[] { new BasicAWSCredentials("AKIDEXAMPLE", "made/up+key"), new SessionAWSCredentials("ASIAEXAMPLE", "made/up+key", "to/ken==") })
        {
            foreach (var endpoint in new[] { "http://127.0.0.1:8080", "https://batch.us-east-1.amazonaws.com", "http://localhost:99/base/path/" })
            {
                using var wire = TestWire.Over(
                    handler, TestWire.Options with { Credentials = credentials, Endpoint = new Uri(endpoint) }, new ManualTimeProvider(Date));
                foreach (var input in Captures.Inputs.Where(input => WireInvoker.Operations.Contains(input.GetProperty("operation").GetString()!)))
                {
                    await WireInvoker.CallAsync(wire, input.GetProperty("operation").GetString()!, input.GetProperty("input"));
                }
            }
        }

        var requests = handler.Requests.Select((request, index) => new
        {
            method = request.Method,
            url = handler.Addresses[index].AbsoluteUri,
            headers = Signed(handler.Headers[index]),
            body = handler.Bodies[index],
            region = TestWire.Region,
            service = Scope(handler.Headers[index])[3],
            date = Date,
            credentials = handler.Headers[index].TryGetValue("x-amz-security-token", out var token)
                ? new { accessKeyId = "ASIAEXAMPLE", secretAccessKey = "made/up+key", sessionToken = token }
                : new { accessKeyId = "AKIDEXAMPLE", secretAccessKey = "made/up+key", sessionToken = (string)null! },
        }).ToList();
        var official = await NodeScript.RunAsync("sign.mjs", JsonSerializer.Serialize(requests));

        Assert.True(requests.Count > 100);
        Assert.Equal(official.EnumerateArray().Select(value => value.GetString()!), handler.Headers.Select(headers => headers["authorization"]));
    }

    [Fact]
    public async Task A_request_tells_its_date_its_content_and_the_token_under_the_signature()
    {
        using var handler = new RecordingHandler();
        using var wire = TestWire.Over(
            handler, TestWire.Options with { Credentials = new SessionAWSCredentials("ASIAEXAMPLE", "made-up", "token") }, new ManualTimeProvider(Date));

        await wire.Batch.DescribeJobsAsync(new() { Jobs = ["a"] }, CancellationToken.None);

        var headers = Assert.Single(handler.Headers);
        Assert.Equal("20260203T040506Z", headers["x-amz-date"]);
        Assert.Equal("token", headers["x-amz-security-token"]);
        Assert.StartsWith("AWS4-HMAC-SHA256 Credential=ASIAEXAMPLE/20260203/us-east-1/batch/aws4_request, ", headers["authorization"], StringComparison.Ordinal);
        Assert.Contains("SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-security-token,", headers["authorization"], StringComparison.Ordinal);
        Assert.StartsWith("MultiBatch/", headers["user-agent"], StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Signed(IReadOnlyDictionary<string, string> headers)
    {
        var names = headers["authorization"].Split("SignedHeaders=")[1].Split(',')[0].Split(';');
        // The official signer adds the token by itself, and would sign it twice.
        return names.Where(name => name is not ("host" or "x-amz-security-token")).ToDictionary(name => name, name => headers[name]);
    }

    private static string[] Scope(IReadOnlyDictionary<string, string> headers) => headers["authorization"].Split("Credential=")[1].Split(',')[0].Split('/');
}
