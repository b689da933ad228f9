using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MultiBatch.Providers.Google.Registration;

/// <summary>Adds Google Cloud Batch to an application.</summary>
public static class GoogleBatchBuilderExtensions
{
    /// <summary>Registers the factory of the Google provider, once, however often it is called.</summary>
    /// <param name="builder">What <c>AddBatch()</c> gave.</param>
    /// <param name="defaults">What holds where a connection says nothing. Default: as <see cref="GoogleBatchOptions"/> say.</param>
    /// <returns>The builder.</returns>
    public static IBatchBuilder AddGoogle(this IBatchBuilder builder, GoogleBatchOptions? defaults = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IBatchProviderFactory, GoogleProviderFactory>(_ => new GoogleProviderFactory(defaults)));
        return builder;
    }
}
