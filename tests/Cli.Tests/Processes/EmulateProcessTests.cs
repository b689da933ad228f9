using System.Net;
using System.Text.Json;

namespace MultiBatch.Cli.Tests.Processes;

/// <summary>An emulator as somebody in a shell starts it.</summary>
public sealed class EmulateProcessTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [SkippableFact]
    public async Task An_emulator_says_where_it_is_and_ends_with_an_interrupt()
    {
        Skip.If(OperatingSystem.IsWindows(), "signals are POSIX");
        using var process = _shell.Start("emulate", "aws", "--output", "json", "--time-scale", "0.1");
        using var document = JsonDocument.Parse((await process.StandardOutput.ReadLineAsync())!);
        var endpoint = document.RootElement.GetProperty("endpoint").GetString()!;
        var variables = document.RootElement.GetProperty("environment");
        using var client = new HttpClient();

        using var unsigned = await client.PostAsync(new Uri(endpoint + "/v1/describejobqueues"), new StringContent("{}"));
        var counters = await client.GetStringAsync(new Uri(endpoint + "/_emulator/counters"));
        Shell.Interrupt(process);
        var ended = await Shell.EndAsync(process);

        Assert.Equal(HttpStatusCode.Forbidden, unsigned.StatusCode);
        Assert.Contains("\"DescribeJobQueues\":1", counters, StringComparison.Ordinal);
        Assert.Equal(endpoint, variables.GetProperty("AWS_ENDPOINT_URL_BATCH").GetString());
        Assert.Equal(40, variables.GetProperty("AWS_SECRET_ACCESS_KEY").GetString()!.Length);
        Assert.Equal((0, string.Empty), (ended.ExitCode, ended.Error));
    }

    [SkippableFact]
    public async Task The_emulator_of_azure_says_how_to_reach_it_and_ends_with_an_interrupt()
    {
        Skip.If(OperatingSystem.IsWindows(), "signals are POSIX");
        using var process = _shell.Start("emulate", "azure", "--output", "json", "--delays", "none");
        using var document = JsonDocument.Parse((await process.StandardOutput.ReadLineAsync())!);
        var endpoint = document.RootElement.GetProperty("endpoint").GetString()!;
        using var client = new HttpClient();

        using var unsigned = await client.GetAsync(new Uri(endpoint + "/jobs?api-version=2025-06-01"));
        Shell.Interrupt(process);
        var ended = await Shell.EndAsync(process);

        Assert.Equal(HttpStatusCode.Unauthorized, unsigned.StatusCode);
        Assert.Equal(endpoint, document.RootElement.GetProperty("environment").GetProperty("AZURE_BATCH_ENDPOINT").GetString());
        Assert.Equal((0, string.Empty), (ended.ExitCode, ended.Error));
    }

    [SkippableFact]
    public async Task An_emulator_of_google_asks_for_the_token_it_prints()
    {
        Skip.If(OperatingSystem.IsWindows(), "signals are POSIX");
        using var process = _shell.Start("emulate", "google", "--output", "json", "--project", "my-project");
        using var document = JsonDocument.Parse((await process.StandardOutput.ReadLineAsync())!);
        var endpoint = document.RootElement.GetProperty("endpoint").GetString()!;
        var variables = document.RootElement.GetProperty("environment");
        var address = new Uri(endpoint + "/v1/projects/my-project/locations/us-central1/jobs");
        using var client = new HttpClient();

        using var stranger = await client.GetAsync(address);
        client.DefaultRequestHeaders.Authorization = new("Bearer", variables.GetProperty("CLOUDSDK_AUTH_ACCESS_TOKEN").GetString());
        using var known = await client.GetAsync(address);
        Shell.Interrupt(process);
        var ended = await Shell.EndAsync(process);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (stranger.StatusCode, known.StatusCode));
        Assert.Equal(endpoint + "/", variables.GetProperty("CLOUDSDK_API_ENDPOINT_OVERRIDES_BATCH").GetString());
        Assert.Equal((0, string.Empty), (ended.ExitCode, ended.Error));
    }

    [Theory]
    [InlineData("aws", "--time-scale", "2", "--time-scale")]
    [InlineData("aws", "--images", "vm", "--images")]
    [InlineData("aws", "--quirk-off", "aws.nothing", "aws.list-default-running")]
    [InlineData("aws", "--faults", "no-such-file.json", "--faults")]
    [InlineData("aws", "--delays", "long", "realistic")]
    [InlineData("google", "--quirk-off", "google.nothing", "google.attempts-hidden")]
    [InlineData("google", "--delays", "long", "realistic")]
    public async Task A_setting_that_is_wrong_is_named(string cloud, string option, string value, string expected)
    {
        var run = await _shell.RunAsync("emulate", cloud, option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }
}
