using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using MultiBatch.Emulators.Azure;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Azure.Wire;

public sealed class SharedKeyTests
{
    [Theory]
    [InlineData("GET", "/jobs?maxresults=5&$filter=state%20eq%20%27active%27&api-version=2025-06-01", 200)]
    [InlineData("POST", "/jobs/none/enable?api-version=2025-06-01", 404)]
    [InlineData("DELETE", "/jobs/none?api-version=2025-06-01", 404)]
    public async Task A_request_that_is_signed_is_taken(string method, string target, int status)
    {
        await using var emulator = await AzureEmulator.StartAsync();

        Assert.Equal(status, (await SendAsync(emulator, method, target, _ => { })).Status);
    }

    [Fact]
    public async Task What_was_changed_after_signing_is_refused()
    {
        await using var emulator = await AzureEmulator.StartAsync();

        var reply = await SendAsync(emulator, "GET", "/jobs?api-version=2025-06-01", request => request.RequestUri = new Uri(emulator.Endpoint, "/pools?api-version=2025-06-01"));

        Assert.Equal((403, "AuthenticationFailed"), (reply.Status, reply.Error));
        Assert.Contains("MAC signature", reply.Value("AuthenticationErrorDetail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_signature_is_refused()
    {
        await using var emulator = await AzureEmulator.StartAsync();

        var reply = await SendAsync(emulator, "GET", "/jobs?api-version=2025-06-01", _ => { }, DateTimeOffset.UtcNow.AddMinutes(-16));

        Assert.Equal(403, reply.Status);
        Assert.Contains("15 minutes", reply.Value("AuthenticationErrorDetail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_taken_without_a_signature_and_a_token_only_where_one_was_agreed()
    {
        await using var closed = await AzureEmulator.StartAsync();
        await using var open = await AzureEmulator.StartAsync(new AzureEmulatorOptions { BearerToken = "agreed" });

        Assert.Equal(401, (await SendAsync(closed, "GET", "/jobs?api-version=2025-06-01", request => request.Headers.Authorization = null)).Status);
        Assert.Equal(401, (await SendAsync(closed, "GET", "/jobs?api-version=2025-06-01", Bearer)).Status);
        Assert.Equal(200, (await SendAsync(open, "GET", "/jobs?api-version=2025-06-01", Bearer)).Status);

        static void Bearer(HttpRequestMessage request) => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "agreed");
    }

    private static async Task<AzureReply> SendAsync(AzureEmulator emulator, string method, string target, Action<HttpRequestMessage> change, DateTimeOffset? date = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(emulator.Endpoint, target));
        var moment = (date ?? DateTimeOffset.UtcNow).ToString("r", CultureInfo.InvariantCulture);
        request.Headers.Add("ocp-date", moment);
        var path = target.Split('?')[0];
        var query = target.Split('?')[1].Split('&').Select(pair => pair.Split('=')).OrderBy(pair => pair[0], StringComparer.Ordinal).Select(pair => $"\n{pair[0]}:{Uri.UnescapeDataString(pair[1])}");

        // A body-less POST goes out with a length of zero, and that is signed.
        var text = $"{method}\n\n\n{(method == "POST" ? "0" : "")}\n\n\n\n\n\n\n\n\nocp-date:{moment}\n/{emulator.AccountName}{path}{string.Concat(query)}";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(emulator.AccountKey), Encoding.UTF8.GetBytes(text)));
        request.Headers.Authorization = new AuthenticationHeaderValue("SharedKey", $"{emulator.AccountName}:{signature}");
        change(request);
        using var response = await client.SendAsync(request);
        return await AzureReply.ReadAsync(response);
    }
}
