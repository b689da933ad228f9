using System.Collections;
using System.Net;
using System.Text;
using MultiBatch.Jobs;
using MultiBatch.Providers.Azure.Auth;
using MultiBatch.Providers.Azure.Tests.Support;
using MultiBatch.Providers.Azure.Tests.Wire.Support;
using MultiBatch.Providers.Azure.Wire.Common;
using MultiBatch.Providers.Azure.Wire.Tasks;

namespace MultiBatch.Providers.Azure.Tests.Secrets;

public sealed class CanaryTests
{
    private const string Value = "canary-value-of-a-variable";

    private static readonly string Key = Convert.ToBase64String(Encoding.UTF8.GetBytes("canary-key-of-an-account"));

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "AuthenticationFailed")]
    [InlineData(HttpStatusCode.Unauthorized, "InvalidAuthenticationInfo")]
    [InlineData(HttpStatusCode.InternalServerError, "InternalError")]
    [InlineData(HttpStatusCode.BadGateway, null)]
    public async Task An_error_repeats_no_credential_even_when_the_service_does(HttpStatusCode status, string? code)
    {
        string? signature = null;
        using var handler = new RecordingHandler
        {
            Reply = request =>
            {
                signature = request.Headers.GetValues("Authorization").Single();
                return new HttpResponseMessage(status)
                {
                    Content = new StringContent(code is null
                        ? $"<html>{signature}</html>"
                        : $$"""{"code":"{{code}}","message":{"value":"no: {{signature}}"},"values":[{"key":"AuthenticationErrorDetail","value":"The MAC signature found in the HTTP request '{{signature}}' is not the same. Server used following string to sign: '{{signature}}'"}]}"""),
                };
            },
        };
        using var wire = new TestWire(handler, TestWire.Options with { AccountKey = Key });

        var error = await Assert.ThrowsAsync<BatchException>(() => wire.Batch.AddTaskAsync(
            "job", new TaskAddRequest { Id = "t", CommandLine = "x", EnvironmentSettings = [new NameValuePair { Name = "PASSWORD", Value = Value }] }, default));

        CheckClean(error, Key, "canary-key-of-an-account", Value, signature!.Split(' ')[1]);
    }

    [Fact]
    public async Task A_key_never_leaves_the_process()
    {
        using var handler = new RecordingHandler();
        using var wire = new TestWire(handler, TestWire.Options with { AccountKey = Key });

        await wire.Batch.TerminateTaskAsync("job", "task", default);

        Assert.DoesNotContain(handler.Headers[0].Values, value => value.Contains(Key, StringComparison.Ordinal));
        Assert.DoesNotContain(Key, handler.Addresses[0].AbsoluteUri, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, new AzureConnection(TestWire.Options with { AccountKey = Key }).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_shows_no_password_of_a_registry_and_no_key_of_a_mount()
    {
        await using var provider = new AzureBatchProvider(new AzureBatchOptions { AccountKey = Key });
        var native = Plans.Json(
            """
            {"virtualMachineConfiguration":{"containerConfiguration":{"type":"dockerCompatible","containerRegistries":[{"registryServer":"r","username":"u","password":"canary-1"}]}},
             "mountConfiguration":[{"azureBlobFileSystemConfiguration":{"accountName":"a","containerName":"c","accountKey":"canary-2","relativeMountPath":"m"}},
              {"cifsMountConfiguration":{"username":"u","source":"//s/x","password":"canary-3","relativeMountPath":"n"}},
              {"azureFileShareConfiguration":{"accountName":"a","azureFileUrl":"https://a/f","accountKey":"canary-4","relativeMountPath":"o"}}],
             "userAccounts":[{"name":"u","password":"canary-5"}]}
            """);

        var plan = await provider.PlanEnvironmentAsync(
            new() { Name = "p", MaxVCpus = 2, Native = new Dictionary<string, System.Text.Json.JsonElement> { ["azure"] = native } }, false, MultiBatch.Planning.PlanMode.Offline, default);

        Assert.True(plan.IsAccepted, string.Join("; ", plan.Dispositions));
        Assert.DoesNotContain("canary", string.Concat(plan.NativeRequests.Select(request => request.Body)), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_are_printed_tell_no_key() => Assert.DoesNotContain(Key, new AzureBatchOptions { AccountKey = Key }.ToString(), StringComparison.Ordinal);

    private static void CheckClean(Exception error, params string[] secrets)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException!)
        {
            var said = cause + string.Concat(cause.Data.Cast<DictionaryEntry>().Select(entry => $"{entry.Key} {entry.Value}"));
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, said, StringComparison.Ordinal));
        }
    }
}
