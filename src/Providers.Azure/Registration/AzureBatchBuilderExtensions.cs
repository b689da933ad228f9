using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MultiBatch.Providers.Azure.Registration;

/// <summary>Adds Azure Batch to an application.</summary>
public static class AzureBatchBuilderExtensions
{
    /// <summary>Registers the factory of the Azure provider, once, however often it is called.</summary>
    /// <param name="builder">What <c>AddBatch()</c> gave.</param>
    /// <param name="defaults">What holds where a connection says nothing. Default: as <see cref="AzureBatchOptions"/> say.</param>
    /// <returns>The builder.</returns>
    public static IBatchBuilder AddAzure(this IBatchBuilder builder, AzureBatchOptions? defaults = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IBatchProviderFactory, AzureProviderFactory>(_ => new AzureProviderFactory(defaults)));
        return builder;
    }
}
