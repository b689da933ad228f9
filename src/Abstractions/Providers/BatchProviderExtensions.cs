namespace MultiBatch.Providers;

/// <summary>Typed access to what a provider has beyond <see cref="IBatchProvider"/>.</summary>
public static class BatchProviderExtensions
{
    /// <summary>The service of type <typeparamref name="T"/>; null when the provider has none.</summary>
    public static T? GetService<T>(this IBatchProvider provider)
        where T : class =>
        (provider ?? throw new ArgumentNullException(nameof(provider))).GetService(typeof(T)) as T;
}
