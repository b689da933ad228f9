namespace MultiBatch.Providers.Aws.Auth;

/// <summary>
/// Finds the endpoint of a service: the connection's setting; unless configured endpoints are to be ignored, the environment variable of the
/// service, that of all services, the profile's <c>services</c> section, the profile; then the region's own host.
/// </summary>
internal static class EndpointResolver
{
    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> for an endpoint that is no address, or cannot go with FIPS or dual stack.</exception>
    internal static Uri Resolve(AwsConnectionOptions options, SharedProfile profile, string region, AwsService service)
    {
        var useFips = options.UseFips ?? Text.Switch(options.Variables("AWS_USE_FIPS_ENDPOINT")) ?? profile.UseFips ?? false;
        var useDualStack = options.UseDualStack ?? Text.Switch(options.Variables("AWS_USE_DUALSTACK_ENDPOINT")) ?? profile.UseDualStack ?? false;
        if (options.EndpointOf(service) is { } own)
        {
            return Custom(own.OriginalString, "endpoint", useFips, useDualStack);
        }

        var isIgnored = Text.Switch(options.Variables("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")) ?? profile.IgnoresEndpoints ?? false;
        if (!isIgnored)
        {
            foreach (var (source, value) in Configured(options, profile, service))
            {
                if (Text.Of(value) is { } text)
                {
                    return Custom(text, source, useFips, useDualStack);
                }
            }
        }

        return new Uri("https://" + Host(service, region, useFips, useDualStack));
    }

    internal static string Host(AwsService service, string region, bool useFips, bool useDualStack)
    {
        var partition = Partition.Of(region);
        var suffix = useDualStack ? partition.DualStackSuffix : partition.Suffix;
        var name = !useFips || (partition.IsGovCloud && service.HasPlainFipsInGovCloud && !useDualStack) ? service.HostName ?? service.Name
            : partition.IsCommercial && !useDualStack && service.CommercialFipsHost is { } host ? host
            : service.Name + "-fips";
        return $"{name}.{region}.{suffix}";
    }

    private static IEnumerable<(string Source, string? Value)> Configured(AwsConnectionOptions options, SharedProfile profile, AwsService service) =>
    [
        (service.Variable, options.Variables(service.Variable)),
        ("AWS_ENDPOINT_URL", options.Variables("AWS_ENDPOINT_URL")),
        ($"the services section of profile '{profile.Name}'", profile.EndpointOf(service)),
        ($"endpoint_url of profile '{profile.Name}'", profile.Endpoint),
    ];

    private static Uri Custom(string text, string source, bool useFips, bool useDualStack)
    {
        if (useFips || useDualStack)
        {
            throw Invalid(source, $"an endpoint of its own cannot go with {(useFips ? "FIPS" : "dual stack")}; take one of the two away");
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https"
            && endpoint.UserInfo.Length == 0 && endpoint.Query.Length == 0
            // Paths of operations begin with a slash of their own.
            ? new Uri(endpoint.AbsoluteUri.TrimEnd('/'))
            : throw Invalid(source, "it is not an http or https address without user, password and query");
    }

    private static BatchException Invalid(string source, string why) =>
        new(BatchErrorCode.InvalidSpec, $"The endpoint in {source} cannot be used: {why}.") { Provider = AwsProviderName.Value, Resource = "endpoint" };
}
