using MultiBatch.Providers.Local.Registration;

namespace MultiBatch.Providers.Local.Tests.Registration;

public sealed class LocalProviderFactoryTests
{
    public static TheoryData<string> Remote => ["region", "profile", "endpoint", "proxy"];

    [Theory]
    [MemberData(nameof(Remote))]
    public void What_is_for_services_elsewhere_is_refused(string name)
    {
        var local = new ConnectionSettings { Name = "near", Provider = "local" };
        var connection = name switch
        {
            "region" => local with { Region = "here" },
            "profile" => local with { Profile = "me" },
            "endpoint" => local with { Endpoint = new Uri("http://127.0.0.1:9") },
            _ => local with { Proxy = new Uri("http://127.0.0.1:9") },
        };

        var error = Assert.Throws<BatchException>(() => new LocalProviderFactory().Create(connection, new ProviderContext()));

        Assert.Equal((BatchErrorCode.InvalidSpec, name), (error.Code, error.Resource));
        Assert.Contains("leave it out", error.Message, StringComparison.Ordinal);
    }
}
