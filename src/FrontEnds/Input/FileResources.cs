using MultiBatch.Definitions;
using MultiBatch.Environments;
using MultiBatch.Queues;

namespace MultiBatch.FrontEnds.Input;

/// <summary>Sees to the environments, queues and definitions that a job file declares, before its jobs are submitted.</summary>
internal static class FileResources
{
    /// <summary>Creates what is missing and registers the definitions; what is there already is left as it is.</summary>
    /// <param name="client">The client.</param>
    /// <param name="environments">Environments of the file.</param>
    /// <param name="queues">Queues of the file.</param>
    /// <param name="definitions">Definitions of the file.</param>
    /// <param name="tell">Is told what was done, a line each.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task EnsureAsync(
        BatchClient client,
        IEnumerable<ComputeEnvironmentSpec> environments,
        IEnumerable<JobQueueSpec> queues,
        IEnumerable<JobDefinitionSpec> definitions,
        Func<string, Task> tell,
        CancellationToken cancellationToken)
    {
        foreach (var environment in environments)
        {
            if (await client.Environments.FindAsync(environment.Name, cancellationToken).ConfigureAwait(false) is null)
            {
                await client.Environments.CreateAsync(environment, cancellationToken).ConfigureAwait(false);
                await tell($"created environment {environment.Name}").ConfigureAwait(false);
            }
        }

        foreach (var queue in queues)
        {
            if (await client.Queues.FindAsync(queue.Name, cancellationToken).ConfigureAwait(false) is null)
            {
                await client.Queues.CreateAsync(queue, cancellationToken).ConfigureAwait(false);
                await tell($"created queue {queue.Name}").ConfigureAwait(false);
            }
        }

        foreach (var definition in definitions)
        {
            var registered = await client.Definitions.RegisterAsync(definition, cancellationToken).ConfigureAwait(false);
            await tell($"definition {registered.Reference}").ConfigureAwait(false);
        }
    }
}
