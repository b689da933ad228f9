using Microsoft.Extensions.DependencyInjection;

namespace MultiBatch.Providers;

/// <summary>What <c>AddBatch()</c> returns; providers add themselves by extension methods on it.</summary>
public interface IBatchBuilder
{
    /// <summary>The services being set up.</summary>
    IServiceCollection Services { get; }
}
