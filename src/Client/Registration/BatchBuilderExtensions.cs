using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MultiBatch.Providers;

namespace MultiBatch.Registration;

/// <summary>Adds to what <c>AddBatch()</c> set up.</summary>
public static class BatchBuilderExtensions
{
    /// <summary>Adds a connection by name, in place of a saved one of that name. Checked when the application starts.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connection">The connection. Providers take connections from services of this type.</param>
    public static IBatchBuilder AddConnection(this IBatchBuilder builder, ConnectionSettings connection)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connection);
        builder.Services.AddSingleton(connection);
        return builder;
    }

    /// <summary>Adds a provider, once however often it is asked for. Extension methods of providers call it, or do the same.</summary>
    /// <typeparam name="TFactory">Makes the provider.</typeparam>
    public static IBatchBuilder AddProvider<TFactory>(this IBatchBuilder builder)
        where TFactory : class, IBatchProviderFactory
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IBatchProviderFactory, TFactory>());
        return builder;
    }

    /// <summary>Adds a provider that is there already; of several of one name the last one counts.</summary>
    public static IBatchBuilder AddProvider(this IBatchBuilder builder, IBatchProviderFactory factory)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(factory);
        builder.Services.AddSingleton(factory);
        return builder;
    }
}
