using System.Text.Json;
using MultiBatch.Providers.Aws.Auth;
using MultiBatch.Providers.Aws.Tests.OfficialClients;
using MultiBatch.Providers.Aws.Tests.Wire.Support;

namespace MultiBatch.Providers.Aws.Tests.Auth;

public sealed class EndpointTests
{
    private static readonly AwsConnectionOptions NoSettings = TestWire.Options with { Endpoint = null };

    [Theory]
    [InlineData("batch", "eu-west-1", false, false, "batch.eu-west-1.amazonaws.com")]
    [InlineData("batch", "eu-west-1", true, false, "fips.batch.eu-west-1.amazonaws.com")]
    [InlineData("batch", "eu-west-1", false, true, "batch.eu-west-1.api.aws")]
    [InlineData("batch", "us-east-1", true, true, "batch-fips.us-east-1.api.aws")]
    [InlineData("batch", "cn-north-1", false, false, "batch.cn-north-1.amazonaws.com.cn")]
    [InlineData("batch", "cn-north-1", true, false, "batch-fips.cn-north-1.amazonaws.com.cn")]
    [InlineData("batch", "us-gov-west-1", true, false, "batch.us-gov-west-1.amazonaws.com")]
    [InlineData("batch", "eu-nowhere-9", false, false, "batch.eu-nowhere-9.amazonaws.com")]
    [InlineData("logs", "us-east-1", true, false, "logs-fips.us-east-1.amazonaws.com")]
    [InlineData("sts", "us-east-1", false, false, "sts.us-east-1.amazonaws.com")]
    public void A_region_has_its_host(string service, string region, bool useFips, bool useDualStack, string host)
    {
        Assert.Equal(host, EndpointResolver.Host(Service(service), region, useFips, useDualStack));
    }

    [SkippableFact]
    public async Task Hosts_are_those_of_the_official_clients_in_every_partition()
    {
        string[] regions =
        [
            "us-east-1", "eu-central-1", "ap-southeast-2", "us-gov-west-1", "us-gov-east-1", "cn-north-1", "cn-northwest-1", "us-iso-east-1",
            "us-isob-east-1", "eu-isoe-west-1", "us-isof-south-1", "eusc-de-east-1", "il-central-1", "mx-central-1", "eu-future-7",
        ];
        var matrix = (
            from service in new[] { "batch", "logs", "sts" }
            from region in regions
            from fips in new[] { false, true }
            from dualStack in new[] { false, true }
            select new { service, region, fips, dualStack }).ToList();

        var official = await NodeScript.RunAsync("endpoints.mjs", JsonSerializer.Serialize(matrix));

        Assert.Equal(
            official.EnumerateArray().Select(host => host.GetString()!),
            matrix.Select(cell => EndpointResolver.Host(Service(cell.service), cell.region, cell.fips, cell.dualStack)));
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL=http://all:1", "http://all:1/")]
    [InlineData("AWS_ENDPOINT_URL=http://all:1;AWS_ENDPOINT_URL_BATCH=http://batch:2/base", "http://batch:2/base")]
    [InlineData("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS=http://logs:3", "https://batch.us-east-1.amazonaws.com/")]
    [InlineData("AWS_ENDPOINT_URL=http://all:1;AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true", "https://batch.us-east-1.amazonaws.com/")]
    [InlineData("AWS_USE_FIPS_ENDPOINT=true", "https://fips.batch.us-east-1.amazonaws.com/")]
    [InlineData("AWS_USE_DUALSTACK_ENDPOINT=true", "https://batch.us-east-1.api.aws/")]
    public async Task Environment_variables_choose_the_endpoint(string variables, string endpoint)
    {
        var connection = new AwsConnection(NoSettings with { Variables = Variables(variables) });

        Assert.Equal(endpoint, (await connection.GetEndpointAsync(AwsService.Batch, CancellationToken.None)).AbsoluteUri);
    }

    [Fact]
    public async Task A_setting_of_the_connection_comes_first_and_cannot_be_ignored_away()
    {
        var connection = new AwsConnection(NoSettings with
        {
            Endpoint = new Uri("http://mine:4"), LogsEndpoint = new Uri("http://logs:5"), Variables = Variables("AWS_ENDPOINT_URL=http://all:1;AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true"),
        });

        Assert.Equal("http://mine:4/", (await connection.GetEndpointAsync(AwsService.Batch, CancellationToken.None)).AbsoluteUri);
        Assert.Equal("http://logs:5/", (await connection.GetEndpointAsync(AwsService.Logs, CancellationToken.None)).AbsoluteUri);
        Assert.Equal("http://mine:4/", (await connection.GetEndpointAsync(AwsService.Sts, CancellationToken.None)).AbsoluteUri);
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL=http://all:1;AWS_USE_FIPS_ENDPOINT=true")]
    [InlineData("AWS_ENDPOINT_URL=http://all:1;AWS_USE_DUALSTACK_ENDPOINT=true")]
    [InlineData("AWS_ENDPOINT_URL=nowhere")]
    [InlineData("AWS_ENDPOINT_URL=ftp://all:1")]
    [InlineData("AWS_ENDPOINT_URL=http://user:canary-password@all:1")]
    public async Task An_endpoint_that_cannot_be_used_is_refused_without_repeating_it(string variables)
    {
        var connection = new AwsConnection(NoSettings with { Variables = Variables(variables) });

        var error = await Assert.ThrowsAsync<BatchException>(async () => await connection.GetEndpointAsync(AwsService.Batch, CancellationToken.None));

        Assert.Equal(BatchErrorCode.InvalidSpec, error.Code);
        Assert.Contains("AWS_ENDPOINT_URL", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Endpoints_of_the_config_file_are_read_as_the_vendors_tools_write_them()
    {
        var file = ConfigFile.Parse(
        [
            "# made up", "[default]", "endpoint_url = http://default:1", "", "[profile  team]", "services = here", "endpoint_url=http://team:2",
            "[services here]", "batch =", "  endpoint_url = http://batch:3", "  other = 1", "s3 =", "\tendpoint_url = http://s3:4", "[broken", "x", "=y",
        ]);

        Assert.Equal("http://default:1", file.EndpointOf("default"));
        Assert.Equal("http://team:2", file.EndpointOf("team"));
        Assert.Equal("http://batch:3", file.EndpointOf("team", AwsService.Batch));
        Assert.Null(file.EndpointOf("team", AwsService.Logs));
        Assert.Null(file.EndpointOf("default", AwsService.Batch));
        Assert.Null(file.EndpointOf("nobody"));
    }

    [Theory]
    [InlineData("AWS_REGION=eu-west-3;AWS_DEFAULT_REGION=eu-west-1", "eu-west-3")]
    [InlineData("AWS_DEFAULT_REGION=eu-west-1", "eu-west-1")]
    [InlineData("AWS_REGION= ;AWS_DEFAULT_REGION=eu-west-1", "eu-west-1")]
    public async Task The_region_is_found_in_the_environment(string variables, string region)
    {
        var connection = new AwsConnection(NoSettings with { Region = null, Variables = Variables(variables) });

        Assert.Equal(region, await connection.GetRegionAsync(CancellationToken.None));
    }

    private static Func<string, string?> Variables(string text)
    {
        var pairs = text.Split(';').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return name => pairs.GetValueOrDefault(name);
    }

    private static AwsService Service(string name) => name switch
    {
        "batch" => AwsService.Batch, "logs" => AwsService.Logs, _ => AwsService.Sts,
    };
}
