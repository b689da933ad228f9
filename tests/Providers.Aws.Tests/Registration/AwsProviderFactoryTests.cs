using Microsoft.Extensions.DependencyInjection;
using MultiBatch.Capabilities;
using MultiBatch.Providers.Aws.Registration;
using MultiBatch.Registration;

namespace MultiBatch.Providers.Aws.Tests.Registration;

public class AwsProviderFactoryTests
{
    [Fact]
    public async Task Settings_of_a_connection_reach_the_provider()
    {
        var factory = new AwsProviderFactory();
        await using var provider = factory.Create(
            Connection(("logGroup", "/own"), ("executionRole", "arn:aws:iam::1:role/e"), ("subnets", "subnet-1, subnet-2"), ("useFips", "true"), ("settleTime", "90s")) with
            {
                Region = "eu-west-1", Profile = "prod", Endpoint = new Uri("http://127.0.0.1:9"),
            },
            new ProviderContext());
        var options = provider.GetService<AwsBatchOptions>()!;

        Assert.Equal(("eu-west-1", "prod", "/own", "arn:aws:iam::1:role/e", true), (options.Region, options.Profile, options.LogGroup, options.ExecutionRole, options.UseFips));
        Assert.Equal(["subnet-1", "subnet-2"], options.Subnets!);
        Assert.Equal(TimeSpan.FromSeconds(90), (await provider.GetCapabilitiesAsync(CancellationToken.None)).Rates.SettleTime);
        Assert.Equal("aws", provider.Name);
    }

    [Theory]
    [InlineData("useFips", "perhaps")]
    [InlineData("settleTime", "soon")]
    [InlineData("executionRole", "role")]
    [InlineData("secretAccessKey", "x")]
    public void A_setting_that_cannot_be_is_named(string name, string value)
    {
        var error = Assert.Throws<BatchException>(() => new AwsProviderFactory().Create(Connection((name, value)), new ProviderContext()));

        Assert.Equal((BatchErrorCode.InvalidSpec, name), (error.Code, error.Resource));
    }

    [Fact]
    public void Every_setting_can_be_set()
    {
        var factory = new AwsProviderFactory();
        foreach (var setting in factory.Settings)
        {
            var value = setting.Name switch
            {
                "useFips" or "useDualStack" => "true",
                "executionRole" or "jobRole" or "serviceRole" => "arn:aws:iam::1:role/r",
                "settleTime" or "logSettleTime" or "minPollInterval" or "maxPollInterval" => "1s",
                _ => "x",
            };
            (string, string)[] others = setting.Name switch
            {
                "accessKeyId" => [("secretAccessKey", "x")],
                "secretAccessKey" => [("accessKeyId", "x")],
                "sessionToken" => [("accessKeyId", "x"), ("secretAccessKey", "x")],
                _ => [],
            };
            Assert.NotNull(factory.Create(Connection([(setting.Name, value), .. others]), new ProviderContext()));
        }
    }

    [Fact]
    public async Task Access_keys_of_a_connection_sign_its_calls()
    {
        await using var provider = new AwsProviderFactory().Create(Connection(("accessKeyId", "id"), ("secretAccessKey", "word"), ("sessionToken", "token")), new ProviderContext());

        var keys = await provider.GetService<AwsBatchOptions>()!.Credentials!.GetCredentialsAsync();
        Assert.Equal(("id", "word", "token"), (keys.AccessKey, keys.SecretKey, keys.Token));
    }

    [Fact]
    public void It_is_registered_once()
    {
        var services = new ServiceCollection();
        services.AddBatch().AddAws().AddAws();

        Assert.Single(services, service => service.ServiceType == typeof(IBatchProviderFactory));
    }

    [Fact]
    public async Task What_is_declared_is_found()
    {
        await using var provider = new AwsBatchProvider(new AwsBatchOptions { Region = "eu-west-1" });
        var capabilities = await provider.GetCapabilitiesAsync(CancellationToken.None);

        Assert.NotNull(provider.GetService<IEnvironmentProvider>());
        Assert.NotNull(provider.GetService<IQueueProvider>());
        Assert.NotNull(provider.GetService<IDefinitionProvider>());
        Assert.NotNull(provider.GetService<IDiagnosisProvider>());
        Assert.NotNull(provider.GetService<IJobSpecProvider>());
        Assert.Null(provider.GetService<IRestartProvider>());
        Assert.Null(provider.GetService<IQuotaProvider>());
        Assert.False(capabilities.Supports(BatchFeature.Quotas));
    }

    private static ConnectionSettings Connection(params (string Name, string Value)[] settings) => new()
    {
        Name = "c", Provider = "aws", Settings = settings.ToDictionary(setting => setting.Name, setting => setting.Value),
    };
}
