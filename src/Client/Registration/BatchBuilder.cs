using Microsoft.Extensions.DependencyInjection;
using MultiBatch.Providers;

namespace MultiBatch.Registration;

internal sealed class BatchBuilder(IServiceCollection services) : IBatchBuilder
{
    public IServiceCollection Services { get; } = services;
}
