using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MultiBatch.Catalogue;
using MultiBatch.Machines;
using MultiBatch.Providers;

namespace MultiBatch.Registration;

/// <summary>Sets MultiBatch up in a container.</summary>
public static class BatchServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IBatchClientFactory"/>; <see cref="BatchClient"/>, the client of the default connection; and <see cref="BatchClient"/> keyed by
    /// the name of any connection. Calling it again only adds to the settings. Settings are checked when the application starts.
    /// </summary>
    /// <remarks>Clients are disposed asynchronously, so a container that has made one has to be too.</remarks>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the settings. Default: they stay as they are.</param>
    /// <returns>A builder that providers and connections are added to.</returns>
    public static IBatchBuilder AddBatch(this IServiceCollection services, Action<BatchOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<BatchOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        options.ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BatchOptions>, BatchOptionsValidator>());
        services.TryAddSingleton<IBatchClientFactory>(CreateFactory);
        services.TryAddSingleton(static provider => provider.GetRequiredService<IBatchClientFactory>().Create());
        services.TryAddKeyedSingleton(
            KeyedService.AnyKey,
            static (provider, key) => provider.GetRequiredService<IBatchClientFactory>().Create(
                key as string ?? throw new InvalidOperationException($"Clients are keyed by the name of their connection, a string; '{key}' is none.")));
        return new BatchBuilder(services);
    }

    private static BatchClientFactory CreateFactory(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<BatchOptions>>().Value;
        return new BatchClientFactory(
            provider.GetServices<IBatchProviderFactory>(),
            options,
            provider.GetServices<ConnectionSettings>(),
            new ProviderContext
            {
                TimeProvider = provider.GetService<TimeProvider>() ?? options.Client.TimeProvider,
                LoggerFactory = provider.GetService<ILoggerFactory>() ?? options.Client.LoggerFactory,
                Catalogue = provider.GetService<ICatalogStore>() ?? options.Client.Catalogue,
                MachineSelector = provider.GetService<IMachineSelector>() ?? options.Client.MachineSelector,
            });
    }
}
