using MultiBatch.Client.Tests.Catalogue;
using MultiBatch.Connections;
using MultiBatch.Providers;

namespace MultiBatch.Client.Tests.Connections;

/// <summary>Nothing that looks like a secret is saved, and no message repeats it. The values are made up here, piece by piece.</summary>
public sealed class SecretShapesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Secrets => new()
    {
        { "AKIA" + "ABCDEFGHIJKLMNOP", "AWS access key" },
        { "ASIA" + "ABCDEFGHIJKLMNOP", "AWS access key" },
        { "wJalrXUtnFEMI/K7MDENG/bPxRfi" + "CYEXAMPLE0AB", "AWS secret access key" },
        { new string('a', 43) + new string('B', 43) + "==", "Azure account key" },
        { "abc8Q~" + new string('x', 34), "Azure client secret" },
        { "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=" + "b64==", "connection string" },
        { "Server=db;User=ada;password = " + "p", "connection string" },
        { "sv=2024-01-01&ss=b&sig=" + "abc", "SAS" },
        { "?sig=" + "abc", "SAS" },
        { "-----BEGIN " + "RSA PRIVATE KEY-----", "private key" },
        { "{ \"type\": \"service_account\", \"private_key\"" + ": \"x\" }", "service account key" },
        { "AIza" + new string('x', 35), "Google API key" },
        { "ya29." + "a0Af", "Google access token" },
        { "eyJhbGciOiJIUzI1" + ".eyJzdWIiOiIx" + ".abc", "token" },
        { "Bearer " + "abc", "token" },
        { "ghp_" + new string('A', 36), "token" },
        { "https://ada:" + "pass@example.com/", "URL with a password" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Secrets))]
    public async Task What_looks_like_a_secret_is_refused_in_every_field_and_never_repeated(string value, string kind)
    {
        var connection = new ConnectionSettings { Name = "c", Provider = "aws" };
        foreach (var (field, bad) in new[]
        {
            ("region", connection with { Region = value }),
            ("profile", connection with { Profile = value }),
            ("defaultQueue", connection with { DefaultQueue = value }),
            ("settings.note", connection with { Settings = new Dictionary<string, string> { ["note"] = value } }),
        })
        {
            var error = await SaveAsync(bad);
            Assert.Equal(field, error!.Resource);
            Assert.Contains(kind, error.Message, StringComparison.Ordinal);
            Assert.Contains("profile", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(value, error.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("password")]
    [InlineData("accountKey")]
    [InlineData("account_key")]
    [InlineData("access-key")]
    [InlineData("accessKeyId")]
    [InlineData("secretAccessKey")]
    [InlineData("aws_secret_access_key")]
    [InlineData("sessionToken")]
    [InlineData("clientSecret")]
    [InlineData("sasToken")]
    [InlineData("storageSas")]
    [InlineData("ConnectionString")]
    [InlineData("apiKey")]
    [InlineData("key")]
    public async Task A_setting_called_like_a_secret_is_refused_whatever_it_holds(string name)
    {
        var error = await SaveAsync(Setting(name, "x"));

        Assert.Equal("settings." + name, error!.Resource);
        Assert.Contains("settings." + name, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tokenFile", "/home/ada/.token")]
    [InlineData("keyVault", "https://vault.example.net")]
    [InlineData("credentialsFile", "C:\\keys\\account.json")]
    [InlineData("subscription", "00000000-0000-0000-0000-000000000000")]
    [InlineData("account", "123456789012")]
    [InlineData("commit", "da39a3ee5e6b4b0d3255bfef95601890afd80709")]
    [InlineData("roleArn", "arn:aws:iam::123456789012:role/BatchAdministratorWithALongName")]
    [InlineData("monkey", "business")]
    [InlineData("endpoint2", "https://example.com:8443/path?x=1")]
    [InlineData("passwordless", "true")]
    public async Task Places_and_names_are_no_secrets(string name, string value) => Assert.Null(await SaveAsync(Setting(name, value)));

    private static ConnectionSettings Setting(string name, string value) =>
        new() { Name = "c", Provider = "aws", Settings = new Dictionary<string, string> { [name] = value } };

    private Task<Exception?> RecordAsync(ConnectionSettings connection) =>
        Record.ExceptionAsync(() => new ConnectionStore(_folder.Combine("connections.json")).SaveAsync(connection))!;

    private async Task<BatchException?> SaveAsync(ConnectionSettings connection) => (BatchException?)await RecordAsync(connection);
}
