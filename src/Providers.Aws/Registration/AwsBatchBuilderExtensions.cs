using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MultiBatch.Providers.Aws.Registration;

/// <summary>Adds AWS Batch to an application.</summary>
public static class AwsBatchBuilderExtensions
{
    /// <summary>Registers the factory of the AWS provider, once, however often it is called.</summary>
    /// <param name="builder">What <c>AddBatch()</c> gave.</param>
    /// <param name="defaults">What holds where a connection says nothing. Default: as <see cref="AwsBatchOptions"/> say.</param>
    /// <returns>The builder.</returns>
    public static IBatchBuilder AddAws(this IBatchBuilder builder, AwsBatchOptions? defaults = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IBatchProviderFactory, AwsProviderFactory>(_ => new AwsProviderFactory(defaults)));
        return builder;
    }
}
