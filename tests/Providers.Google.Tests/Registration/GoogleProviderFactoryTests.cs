using Microsoft.Extensions.DependencyInjection;
using MultiBatch.Capabilities;
using MultiBatch.Providers.Google.Registration;
using MultiBatch.Registration;

namespace MultiBatch.Providers.Google.Tests.Registration;

public class GoogleProviderFactoryTests
{
    [Fact]
    public async Task Settings_of_a_connection_reach_the_provider()
    {
        var factory = new GoogleProviderFactory();
        await using var provider = factory.Create(
            Connection(("quotaProject", "billing"), ("serviceAccount", "a@b.iam.gserviceaccount.com"), ("image", "i"), ("logsPath", "/mnt/x"), ("minPollInterval", "7s"), ("useAlphaDependencies", "true")) with
            {
                Region = "us-central1", Profile = "acme", Endpoint = new Uri("http://127.0.0.1:9"),
            },
            new ProviderContext());
        var options = provider.GetService<GoogleBatchOptions>()!;

        Assert.Equal(("us-central1", "acme", "billing", "a@b.iam.gserviceaccount.com", "i", "/mnt/x"), (options.Region, options.Project, options.QuotaProject, options.ServiceAccount, options.Image, options.LogsPath));
        var capabilities = await provider.GetCapabilitiesAsync(CancellationToken.None);
        Assert.Equal((TimeSpan.FromSeconds(7), SupportLevel.Native, 4), (capabilities.Rates.MinPollInterval, capabilities[BatchFeature.DependencyOnFailure].Level, capabilities.Limits.MaxDependencies!.Value));
        Assert.Equal("google", provider.Name);
    }

    [Theory]
    [InlineData("useAlphaDependencies", "perhaps")]
    [InlineData("logSettleTime", "soon")]
    [InlineData("serviceAccount", "role")]
    [InlineData("logsPath", "relative")]
    [InlineData("privateKey", "x")]
    public void A_setting_that_cannot_be_is_named(string name, string value)
    {
        var error = Assert.Throws<BatchException>(() => new GoogleProviderFactory().Create(Connection((name, value)), new ProviderContext()));

        Assert.Equal((BatchErrorCode.InvalidSpec, name), (error.Code, error.Resource));
    }

    [Fact]
    public void Every_setting_can_be_set()
    {
        var factory = new GoogleProviderFactory();
        foreach (var setting in factory.Settings)
        {
            var value = setting.Name switch
            {
                "useAlphaDependencies" => "true",
                "impersonate" or "serviceAccount" => "a@b",
                "logSettleTime" or "minPollInterval" or "maxPollInterval" => "1s",
                _ => "/x",
            };
            Assert.NotNull(factory.Create(Connection((setting.Name, value)), new ProviderContext()));
        }
    }

    [Fact]
    public void It_is_registered_once()
    {
        var services = new ServiceCollection();
        services.AddBatch().AddGoogle().AddGoogle();

        Assert.Single(services, service => service.ServiceType == typeof(IBatchProviderFactory));
    }

    [Fact]
    public async Task What_is_declared_is_found()
    {
        await using var provider = new GoogleBatchProvider(new GoogleBatchOptions { Region = "us-central1" });
        var capabilities = await provider.GetCapabilitiesAsync(CancellationToken.None);

        Assert.NotNull(provider.GetService<IEnvironmentPlanner>());
        Assert.NotNull(provider.GetService<IQueuePlanner>());
        Assert.NotNull(provider.GetService<IDiagnosisProvider>());
        Assert.NotNull(provider.GetService<IJobSpecProvider>());
        Assert.Null(provider.GetService<IEnvironmentProvider>());
        Assert.Null(provider.GetService<IRestartProvider>());
        Assert.False(capabilities.Supports(BatchFeature.StopChild));
        Assert.All(BatchCapabilities.AllFeatures, feature => Assert.True(capabilities[feature].IsSupported || capabilities[feature].Note is not null, feature.ToString()));
    }

    private static ConnectionSettings Connection(params (string Name, string Value)[] settings) => new()
    {
        Name = "c", Provider = "google", Settings = settings.ToDictionary(setting => setting.Name, setting => setting.Value),
    };
}
