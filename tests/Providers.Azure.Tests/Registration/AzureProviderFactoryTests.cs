using Microsoft.Extensions.DependencyInjection;
using MultiBatch.Capabilities;
using MultiBatch.Providers.Azure.Registration;
using MultiBatch.Registration;

namespace MultiBatch.Providers.Azure.Tests.Registration;

public class AzureProviderFactoryTests
{
    private const string Variable = "MULTIBATCH_TEST_AZURE_KEY";

    [Fact]
    public async Task Settings_of_a_connection_reach_the_provider()
    {
        await using var provider = new AzureProviderFactory().Create(
            Connection(("image", "example/i:1"), ("vmSize", "Standard_D8s_v5"), ("minPollInterval", "3s"), ("authorityHost", "https://login.microsoftonline.us")) with
            {
                Profile = "account", Endpoint = new Uri("https://account.region.batch.azure.com"),
            },
            new ProviderContext());
        var options = provider.GetService<AzureBatchOptions>()!;

        Assert.Equal(("account", "example/i:1", "Standard_D8s_v5", "https://login.microsoftonline.us/"), (options.Account, options.Image, options.VmSize, options.AuthorityHost!.AbsoluteUri));
        Assert.Equal(TimeSpan.FromSeconds(3), (await provider.GetCapabilitiesAsync(CancellationToken.None)).Rates.MinPollInterval);
        Assert.Equal("azure", provider.Name);
    }

    [Theory]
    [InlineData("minPollInterval", "soon")]
    [InlineData("tasksPerGeneration", "0")]
    [InlineData("authorityHost", "somewhere")]
    [InlineData("accountKey", "x")]
    public void A_setting_that_cannot_be_is_named(string name, string value)
    {
        var error = Assert.Throws<BatchException>(() => new AzureProviderFactory().Create(Connection((name, value)), new ProviderContext()));

        Assert.Equal((BatchErrorCode.InvalidSpec, name), (error.Code, error.Resource));
    }

    [Fact]
    public void A_key_is_named_by_its_variable_and_missing_there_is_said()
    {
        var error = Assert.Throws<BatchException>(() => new AzureProviderFactory().Create(Connection(("keyVariable", Variable)), new ProviderContext()));

        Assert.Equal(BatchErrorCode.Unauthenticated, error.Code);
        Assert.Contains(Variable, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_setting_can_be_set()
    {
        var factory = new AzureProviderFactory();
        foreach (var setting in factory.Settings.Where(setting => setting.Name != "keyVariable"))
        {
            var value = setting.Name switch
            {
                "minPollInterval" or "maxPollInterval" => "1s",
                "tasksPerGeneration" => "1000",
                "authorityHost" or "nodeIdentityEndpoint" => "https://example.com/",
                _ => "x",
            };
            Assert.NotNull(factory.Create(Connection((setting.Name, value)), new ProviderContext()));
        }
    }

    [Fact]
    public async Task Without_an_address_the_first_call_says_where_to_set_it()
    {
        await using var provider = new AzureBatchProvider(new AzureBatchOptions { AccountKey = "a2V5" });

        var error = await Assert.ThrowsAsync<BatchException>(() => provider.GetJobsAsync([new MultiBatch.Jobs.JobReference("azure", "x") { Queue = "q-g1" }], CancellationToken.None));

        Assert.Equal(BatchErrorCode.InvalidSpec, error.Code);
        Assert.Contains("AZURE_BATCH_ENDPOINT", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_not_sent_over_plain_http()
    {
        await using var provider = new AzureBatchProvider(new AzureBatchOptions { Endpoint = new Uri("http://127.0.0.1:9"), Credential = new NoCredential() });

        var error = await Assert.ThrowsAsync<BatchException>(() => provider.GetJobsAsync([new MultiBatch.Jobs.JobReference("azure", "x") { Queue = "q-g1" }], CancellationToken.None));

        Assert.Equal(BatchErrorCode.Unauthenticated, error.Code);
    }

    [Fact]
    public void It_is_registered_once()
    {
        var services = new ServiceCollection();
        services.AddBatch().AddAzure().AddAzure();

        Assert.Single(services.BuildServiceProvider().GetServices<IBatchProviderFactory>());
    }

    [Fact]
    public async Task What_is_declared_needs_no_call()
    {
        await using var provider = new AzureBatchProvider(new AzureBatchOptions { AccountKey = "a2V5" });

        Assert.True((await provider.GetCapabilitiesAsync(CancellationToken.None)).Supports(BatchFeature.Arrays));
    }

    private static ConnectionSettings Connection(params (string Name, string Value)[] settings) =>
        new() { Name = "c", Provider = "azure", Settings = settings.ToDictionary(setting => setting.Name, setting => setting.Value) };

    private sealed class NoCredential : global::Azure.Core.TokenCredential
    {
        public override global::Azure.Core.AccessToken GetToken(global::Azure.Core.TokenRequestContext requestContext, CancellationToken cancellationToken) => default;

        public override ValueTask<global::Azure.Core.AccessToken> GetTokenAsync(global::Azure.Core.TokenRequestContext requestContext, CancellationToken cancellationToken) => default;
    }
}
