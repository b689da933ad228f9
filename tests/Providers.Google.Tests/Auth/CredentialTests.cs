using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MultiBatch.Providers.Google.Auth;
using MultiBatch.Providers.Google.Tests.ChildProcesses;
using MultiBatch.Providers.Google.Tests.Wire.Support;

namespace MultiBatch.Providers.Google.Tests.Auth;

/// <summary>Where tokens come from. The vendor's library keeps what it found for the whole process, so each case has a process of its own.</summary>
public sealed class CredentialTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("mbg-auth-").FullName;

    [Fact]
    public async Task A_service_account_s_key_signs_for_a_token()
    {
        await using var google = LoopbackGoogle.Start();
        var file = WriteKey($"http://{google.Authority}/token", "key-project", "key-quota");

        var byDefault = await FoundConnection.InAsync(_home, [("GOOGLE_APPLICATION_CREDENTIALS", file), ("GOOGLE_CLOUD_REGION", "us-central1")]);
        var byFile = await FoundConnection.InAsync(_home, [("CLOUDSDK_COMPUTE_REGION", "us-east1")], "file=" + file, "quota=own-quota");

        Assert.Equal((LoopbackGoogle.Token, "key-project", "us-central1", "key-quota"), (byDefault["token"], byDefault["project"], byDefault["region"], byDefault["quota"]));
        Assert.Equal((LoopbackGoogle.Token, "key-project", "us-east1", "own-quota"), (byFile["token"], byFile["project"], byFile["region"], byFile["quota"]));
        Assert.All(google.Requests, request => Assert.Contains("assertion=", request.Body, StringComparison.Ordinal));
        Assert.Equal("https://www.googleapis.com/auth/cloud-platform", Claim(google.Requests[0].Body, "scope"));
    }

    [Fact]
    public async Task A_machine_s_metadata_server_gives_token_and_project()
    {
        await using var google = LoopbackGoogle.Start();

        var found = await FoundConnection.InAsync(_home, [("GCE_METADATA_HOST", google.Authority), ("NO_GCE_CHECK", string.Empty), ("GOOGLE_CLOUD_REGION", "us-central1")]);

        Assert.Equal((LoopbackGoogle.Token, "machine-project"), (found["token"], found["project"]));
        Assert.All(google.Requests, request => Assert.Equal("Google", request.Flavor));
    }

    [Fact]
    public async Task A_token_of_the_command_line_s_goes_first()
    {
        var found = await FoundConnection.InAsync(_home, [("CLOUDSDK_AUTH_ACCESS_TOKEN", "ya29.given"), ("CLOUDSDK_CORE_PROJECT", "given-project"), ("GOOGLE_CLOUD_REGION", "r")]);

        Assert.Equal(("ya29.given", "given-project", "r"), (found["token"], found["project"], found["region"]));
    }

    [Fact]
    public async Task Without_credentials_it_is_said_how_to_get_some()
    {
        var found = await FoundConnection.InAsync(_home, [("GCE_METADATA_HOST", "127.0.0.1:1")]);

        Assert.Equal("Unauthenticated", found["error"]);
        Assert.Contains("gcloud auth application-default login", found["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"external_account"}""")]
    [InlineData("not json")]
    public async Task A_file_that_is_none_is_refused(string content)
    {
        var file = Path.Combine(_home, "creds.json");
        await File.WriteAllTextAsync(file, content);

        var found = await FoundConnection.InAsync(_home, [], "file=" + file);

        Assert.Equal("InvalidSpec", found["error"]);
    }

    [Fact]
    public async Task A_key_is_never_in_an_error()
    {
        var file = WriteKey("http://127.0.0.1:1/token", "p", null);
        var found = await FoundConnection.InAsync(_home, [("GOOGLE_APPLICATION_CREDENTIALS", file)]);

        Assert.Equal(("Unauthenticated", "True"), (found["error"], found["transient"]));
        Assert.DoesNotContain("PRIVATE KEY", found["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoints_can_be_the_command_line_s()
    {
        using var handler = new RecordingHandler();
        using var wire = TestWire.Over(handler, new GoogleConnectionOptions
        {
            Variables = name => name switch
            {
                "CLOUDSDK_API_ENDPOINT_OVERRIDES_BATCH" => "http://127.0.0.1:8/",
                "CLOUDSDK_API_ENDPOINT_OVERRIDES_LOGGING" => "http://127.0.0.1:9/",
                "CLOUDSDK_AUTH_ACCESS_TOKEN" => "ya29.given",
                _ => null,
            },
        });

        await wire.Batch.GetJobAsync("projects/p/locations/l/jobs/j", default);
        await wire.Logs.ListLogEntriesAsync(new() { ResourceNames = ["projects/p"] }, default);

        Assert.Equal(["http://127.0.0.1:8/v1/projects/p/locations/l/jobs/j?alt=json", "http://127.0.0.1:9/v2/entries:list?alt=json"], handler.Addresses.Select(address => address.AbsoluteUri));
        Assert.All(handler.Headers, headers => Assert.Equal("Bearer ya29.given", headers["authorization"]));
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private static string Claim(string body, string name)
    {
        var assertion = Uri.UnescapeDataString(body.Split('&').Single(part => part.StartsWith("assertion=", StringComparison.Ordinal))["assertion=".Length..]).Split('.')[1].Replace('-', '+').Replace('_', '/');
        using var claims = JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(assertion.PadRight((assertion.Length + 3) / 4 * 4, '='))));
        return claims.RootElement.GetProperty(name).GetString()!;
    }

    private string WriteKey(string tokenUri, string project, string? quota)
    {
        using var key = RSA.Create(2048);
        var file = Path.Combine(_home, "key.json");
        var content = new Dictionary<string, string>
        {
            ["type"] = "service_account",
            ["project_id"] = project,
            ["private_key_id"] = "1",
            ["private_key"] = key.ExportPkcs8PrivateKeyPem(),
            ["client_email"] = "sa@p.iam.gserviceaccount.com",
            ["client_id"] = "1",
            ["token_uri"] = tokenUri,
        };
        if (quota is not null)
        {
            content["quota_project_id"] = quota;
        }

        File.WriteAllText(file, JsonSerializer.Serialize(content));
        return file;
    }
}
