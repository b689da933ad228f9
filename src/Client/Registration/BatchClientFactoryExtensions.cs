using MultiBatch.Jobs;

namespace MultiBatch.Registration;

/// <summary>Further ways to get a client.</summary>
public static class BatchClientFactoryExtensions
{
    /// <summary>The client of the connection that a job is on: the one its reference names, or the default one of its provider.</summary>
    /// <param name="factory">The factory.</param>
    /// <param name="reference">The job.</param>
    /// <exception cref="BatchException">As <see cref="IBatchClientFactory.Create"/>; <see cref="BatchErrorCode.InvalidSpec"/> when the connection is of
    /// another provider than the reference says.</exception>
    public static BatchClient CreateFor(this IBatchClientFactory factory, JobReference reference)
    {
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(reference);
        var name = reference.Connection ?? reference.Provider;
        var client = factory.Create(name);
        return client.Provider == reference.Provider
            ? client
            : throw new BatchException(
                BatchErrorCode.InvalidSpec, $"The job {reference} is of provider '{reference.Provider}', but the connection '{name}' is of '{client.Provider}'. Use the connection it was submitted to.")
            {
                Resource = reference.ToString(),
            };
    }
}
