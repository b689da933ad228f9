using MultiBatch.Providers.Aws.Tests.ChildProcesses;

namespace MultiBatch.Providers.Aws.Tests.Auth;

/// <summary>Real files, a real environment, loopback services; each in a process of its own.</summary>
public sealed class CredentialChainTests : IDisposable
{
    private const string Canary = "canary-secret-4711";

    // The vendor's tools name the file after the SHA-1 of the session's name, here "us".
    private const string SignInFile = "da2b128800d4e129def769b7ec5decc00517fa8b.json";

    private static readonly (string, string)[] Nothing = [];
    private static readonly (string, string) Region = ("AWS_REGION", "eu-west-1");

    private readonly string _home = Directory.CreateTempSubdirectory("mb-aws-").FullName;

    public CredentialChainTests() => Directory.CreateDirectory(Path.Combine(_home, ".aws"));

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task Keys_and_region_of_the_environment_are_used()
    {
        var found = await FindAsync([Region, ("AWS_ACCESS_KEY_ID", "ENVKEY"), ("AWS_SECRET_ACCESS_KEY", "s"), ("AWS_SESSION_TOKEN", "t")]);

        Assert.Equal(("ENVKEY", "s", "t", "eu-west-1"), (found.AccessKey, found.SecretKey, found.Token, found.Region));
    }

    [Fact]
    public async Task A_profile_of_the_connection_beats_the_environment_and_brings_its_region_and_endpoints()
    {
        Config("[profile team]\nregion = ap-northeast-1\nservices = near\n[services near]\nbatch =\n  endpoint_url = http://127.0.0.1:99\n");
        Credentials("[team]\naws_access_key_id = TEAMKEY\naws_secret_access_key = s\n");

        var found = await FindAsync([("AWS_ACCESS_KEY_ID", "ENVKEY"), ("AWS_SECRET_ACCESS_KEY", "s")], "team");

        Assert.Equal(("TEAMKEY", "ap-northeast-1", "http://127.0.0.1:99/"), (found.AccessKey, found.Region, found.Endpoint));
    }

    [Fact]
    public async Task The_profile_named_by_the_environment_is_used_and_so_are_its_switches()
    {
        Config("[profile fips]\nregion = us-east-2\nuse_fips_endpoint = true\n");
        Credentials("[fips]\naws_access_key_id = FIPSKEY\naws_secret_access_key = s\n[default]\naws_access_key_id = DEFAULTKEY\naws_secret_access_key = s\n");

        var found = await FindAsync([("AWS_PROFILE", "fips")]);

        Assert.Equal(("FIPSKEY", "https://fips.batch.us-east-2.amazonaws.com/"), (found.AccessKey, found.Endpoint));
    }

    [Fact]
    public async Task The_default_profile_is_used_when_none_is_named()
    {
        Config("[default]\nregion = eu-north-1\nendpoint_url = http://127.0.0.1:98\n");
        Credentials("[default]\naws_access_key_id = DEFAULTKEY\naws_secret_access_key = s\n");

        var found = await FindAsync(Nothing);

        Assert.Equal(("DEFAULTKEY", "eu-north-1", "http://127.0.0.1:98/"), (found.AccessKey, found.Region, found.Endpoint));
    }

    [Fact]
    public async Task A_role_is_assumed_with_the_keys_of_another_profile()
    {
        using var aws = new LoopbackAws();
        Config("[profile role]\nregion = eu-west-1\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = base\n");
        Credentials("[base]\naws_access_key_id = BASEKEY\naws_secret_access_key = s\n");

        var found = await FindAsync([("AWS_ENDPOINT_URL_STS", aws.Address)], "role");

        Assert.Equal(("ROLEKEY", "t"), (found.AccessKey, found.Token));
    }

    [Fact]
    public async Task A_role_that_may_not_be_assumed_is_an_error_that_says_so()
    {
        using var aws = new LoopbackAws();
        Config("[profile role]\nregion = eu-west-1\nrole_arn = arn:aws:iam::123456789012:role/denied\nsource_profile = base\n");
        Credentials($"[base]\naws_access_key_id = BASEKEY\naws_secret_access_key = {Canary}\n");

        var found = await FindAsync([("AWS_ENDPOINT_URL_STS", aws.Address)], "role");

        Assert.Equal("Unauthenticated", found.Error);
        Assert.Contains("AccessDenied", found.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, found.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_web_identity_is_exchanged_for_keys()
    {
        using var aws = new LoopbackAws();
        var file = Path.Combine(_home, "identity");
        await File.WriteAllTextAsync(file, "made-up-identity");

        var found = await FindAsync(
            [Region, ("AWS_ENDPOINT_URL_STS", aws.Address), ("AWS_WEB_IDENTITY_TOKEN_FILE", file), ("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/r"), ("AWS_ROLE_SESSION_NAME", "test-session")]);

        Assert.Equal("WEBKEY", found.AccessKey);
    }

    [Fact]
    public async Task A_container_asks_its_agent()
    {
        using var aws = new LoopbackAws();

        var found = await FindAsync(
            [Region, ("AWS_CONTAINER_CREDENTIALS_FULL_URI", aws.Address + "/container"), ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "made-up-agent-token")]);

        Assert.Equal("CONTAINERKEY", found.AccessKey);
    }

    [Fact]
    public async Task A_machine_asks_its_metadata_service_for_keys_and_region_last()
    {
        using var aws = new LoopbackAws();

        var found = await FindAsync([("AWS_EC2_METADATA_DISABLED", "false"), ("AWS_EC2_METADATA_SERVICE_ENDPOINT", aws.Address)]);

        Assert.Equal(("MACHINEKEY", "ap-south-1"), (found.AccessKey, found.Region));
    }

    [Fact]
    public async Task A_sign_in_in_the_browser_is_used_as_long_as_it_lasts()
    {
        using var aws = new LoopbackAws();
        SsoProfile();
        var cache = Directory.CreateDirectory(Path.Combine(_home, ".aws", "sso", "cache")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(cache, SignInFile),
            $$"""{"startUrl":"https://example.invalid/start","region":"us-east-1","accessToken":"made-up-sign-in","expiresAt":"{{DateTime.UtcNow.AddHours(8):yyyy-MM-dd'T'HH:mm:ss'Z'}}"}""");

        var found = await FindAsync([("AWS_ENDPOINT_URL_SSO", aws.Address)], "sso");

        Assert.Equal(("SSOKEY", "t"), (found.AccessKey, found.Token));
    }

    [Fact]
    public async Task Whoever_has_not_signed_in_is_told_how()
    {
        SsoProfile();

        var found = await FindAsync(Nothing, "sso");

        Assert.Equal("Unauthenticated", found.Error);
        Assert.Contains("aws sso login --profile sso", found.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_program_of_the_users_own_gives_keys()
    {
        Skip.If(OperatingSystem.IsWindows(), "needs a shell script");
        Config($"[profile own]\nregion = eu-west-1\ncredential_process = {Script($$"""echo '{"Version":1,"AccessKeyId":"OWNKEY","SecretAccessKey":"s"}'""")}\n");

        Assert.Equal("OWNKEY", (await FindAsync(Nothing, "own")).AccessKey);
    }

    [SkippableFact]
    public async Task What_a_program_of_the_users_own_says_when_it_fails_is_not_repeated()
    {
        Skip.If(OperatingSystem.IsWindows(), "needs a shell script");
        Config($"[profile own]\nregion = eu-west-1\ncredential_process = {Script($"echo {Canary} >&2; echo {Canary}; exit 3")}\n");

        var found = await FindAsync(Nothing, "own");

        Assert.Equal("Unauthenticated", found.Error);
        Assert.Contains("'own'", found.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, found.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_no_credentials_at_all_is_told_what_to_do()
    {
        var found = await FindAsync([Region]);

        Assert.Equal("Unauthenticated", found.Error);
        Assert.Contains("AWS_ACCESS_KEY_ID", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_that_is_not_there_is_an_error_and_not_another_account()
    {
        Credentials("[default]\naws_access_key_id = DEFAULTKEY\naws_secret_access_key = s\n");

        var found = await FindAsync([Region], "nobody");

        Assert.Equal(("InvalidSpec", null), (found.Error, found.AccessKey));
        Assert.Contains("'nobody'", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_region_nothing_is_guessed()
    {
        var found = await FindAsync([("AWS_ACCESS_KEY_ID", "ENVKEY"), ("AWS_SECRET_ACCESS_KEY", "s")]);

        Assert.Equal("InvalidSpec", found.Error);
        Assert.Contains("AWS_REGION", found.Message, StringComparison.Ordinal);
    }

    private Task<FoundConnection> FindAsync(IEnumerable<(string, string)> environment, string? profile = null) => FoundConnection.InAsync(_home, environment, profile);

    private void SsoProfile() => Config(
        "[profile sso]\nregion = eu-west-1\nsso_session = us\nsso_account_id = 123456789012\nsso_role_name = r\n"
        + "[sso-session us]\nsso_start_url = https://example.invalid/start\nsso_region = us-east-1\nsso_registration_scopes = sso:account:access\n");

    private void Config(string text) => File.WriteAllText(Path.Combine(_home, ".aws", "config"), text);

    private void Credentials(string text) => File.WriteAllText(Path.Combine(_home, ".aws", "credentials"), text);

    private string Script(string body)
    {
        var path = Path.Combine(_home, "keys.sh");
        File.WriteAllText(path, "#!/bin/sh\n" + body + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }
}
