using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MultiBatch.Emulators.Aws;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Aws.Wire;

/// <summary>Requests signed here, step by step as the vendor describes it, and what is wrong with them one thing at a time.</summary>
public sealed class SignatureTests
{
    private static readonly AwsCredentials Key = new() { AccessKeyId = "AKIDEXAMPLE", SecretAccessKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };

    public static TheoryData<string, string, int, string> Cases => new()
    {
        { "as it should be", "", 200, "" },
        { "another secret", "secret", 403, "InvalidSignatureException" },
        { "another key", "key", 403, "UnrecognizedClientException" },
        { "a token nobody gave out", "token", 403, "UnrecognizedClientException" },
        { "six minutes slow", "slow", 403, "InvalidSignatureException" },
        { "six minutes fast", "fast", 403, "InvalidSignatureException" },
        { "another region", "region", 403, "InvalidSignatureException" },
        { "another service", "service", 403, "InvalidSignatureException" },
        { "another body", "body", 403, "InvalidSignatureException" },
        { "no signature", "none", 403, "MissingAuthenticationTokenException" },
        { "half a header", "half", 403, "IncompleteSignatureException" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_signature_is_verified(string what, string fault, int status, string error)
    {
        await using var rig = await AwsRig.StartEmptyAsync(new AwsEmulatorOptions { Credentials = Key, Delays = AwsDelays.None });

        var reply = await SendAsync(rig, HttpMethod.Post, "/v1/describejobqueues", "{}", fault);

        Assert.True(status == reply.Status, $"{what}: {reply.Text}");
        Assert.Equal(error, reply.Error ?? string.Empty);
        Assert.DoesNotContain(Key.SecretAccessKey, reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paths_and_queries_are_signed_as_they_are_sent()
    {
        await using var rig = await AwsRig.StartEmptyAsync(new AwsEmulatorOptions { Credentials = Key, Delays = AwsDelays.None });
        var arn = "arn:aws:batch:us-east-1:123456789012:scheduling-policy/sp";
        await SendAsync(rig, HttpMethod.Post, "/v1/createschedulingpolicy", """{"name":"sp","tags":{"k é":"1","b":"2"}}""", string.Empty);

        var untagged = await SendAsync(rig, HttpMethod.Delete, $"/v1/tags/{Uri.EscapeDataString(arn)}?tagKeys=k%20%C3%A9&tagKeys=a", string.Empty, string.Empty);
        var tags = await SendAsync(rig, HttpMethod.Get, $"/v1/tags/{Uri.EscapeDataString(arn)}", string.Empty, string.Empty);

        Assert.Equal((200, """{"tags":{"b":"2"}}"""), (untagged.Status, tags.Text));
    }

    [Fact]
    public async Task A_key_that_has_expired_says_so()
    {
        await using var rig = await AwsRig.StartEmptyAsync(new AwsEmulatorOptions { Credentials = Key with { Expires = DateTimeOffset.UtcNow.AddMinutes(-1) } });

        var reply = await SendAsync(rig, HttpMethod.Post, "/v1/describejobqueues", "{}", string.Empty);

        Assert.Equal((403, "ExpiredTokenException"), (reply.Status, reply.Error));
    }

    [Fact]
    public async Task Each_emulator_makes_up_a_key_of_its_own()
    {
        await using var first = await AwsEmulator.StartAsync();
        await using var second = await AwsEmulator.StartAsync();

        Assert.NotEqual(first.Credentials.SecretAccessKey, second.Credentials.SecretAccessKey);
        Assert.DoesNotContain(first.Credentials.SecretAccessKey, first.Credentials.ToString(), StringComparison.Ordinal);
    }

    private static async Task<AwsReply> SendAsync(AwsRig rig, HttpMethod method, string target, string body, string fault)
    {
        var time = DateTimeOffset.UtcNow.AddMinutes(fault switch { "slow" => -6, "fast" => 6, _ => 0 });
        var date = time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(method, rig.Emulator.Endpoint.ToString().TrimEnd('/') + target);
        if (body.Length > 0)
        {
            request.Content = new StringContent(fault == "body" ? body + " " : body, Encoding.UTF8, "application/json");
        }

        request.Headers.Add("X-Amz-Date", date);
        if (fault == "token")
        {
            request.Headers.Add("X-Amz-Security-Token", "made up");
        }

        var (region, service) = (fault == "region" ? "eu-west-1" : "us-east-1", fault == "service" ? "s3" : "batch");
        var parts = target.Split('?');
        var query = parts.Length > 1 ? string.Join('&', parts[1].Split('&').Order(StringComparer.Ordinal)) : string.Empty;
        var path = string.Join('/', parts[0].Split('/').Select(Uri.EscapeDataString));
        var canonical = $"{method}\n{path}\n{query}\nhost:{rig.Emulator.Endpoint.Authority}\nx-amz-date:{date}\n\nhost;x-amz-date\n{Hash(body)}";
        var scope = $"{date[..8]}/{region}/{service}/aws4_request";
        var key = Encoding.UTF8.GetBytes("AWS4" + (fault == "secret" ? "other" : Key.SecretAccessKey));
        foreach (var part in scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256\n{date}\n{scope}\n{Hash(canonical)}")));
        var header = $"AWS4-HMAC-SHA256 Credential={(fault == "key" ? "AKIDOTHER" : Key.AccessKeyId)}/{scope}, SignedHeaders=host;x-amz-date";
        if (fault != "none")
        {
            request.Headers.TryAddWithoutValidation("Authorization", fault == "half" ? header : header + ", Signature=" + signature);
        }

        using var response = await rig.Client.SendAsync(request);
        return await AwsReply.ReadAsync(response);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
