using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MultiBatch.Providers.Local.Registration;

/// <summary>Adds the local provider to an application.</summary>
public static class LocalBatchBuilderExtensions
{
    /// <summary>Registers the factory of the local provider, once, however often it is called.</summary>
    /// <param name="builder">What <c>AddBatch()</c> gave.</param>
    /// <param name="defaults">What holds where a connection says nothing. Default: as <see cref="LocalBatchOptions"/> say.</param>
    /// <returns>The builder.</returns>
    public static IBatchBuilder AddLocal(this IBatchBuilder builder, LocalBatchOptions? defaults = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IBatchProviderFactory, LocalProviderFactory>(_ => new LocalProviderFactory(defaults)));
        return builder;
    }
}
