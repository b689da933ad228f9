using MultiBatch.Cli.Input;

namespace MultiBatch.Cli.Commands.Submitting;

/// <summary>Sees to the environments, queues and definitions that a job file declares, before its jobs are submitted.</summary>
internal static class FileResources
{
    /// <summary>Creates what is missing; what is there already is left as it is.</summary>
    public static async Task EnsureAsync(CommandContext context, BatchClient client, JobInput input, CancellationToken cancellationToken)
    {
        foreach (var environment in input.Environments)
        {
            if (await client.Environments.FindAsync(environment.Name, cancellationToken) is null)
            {
                await client.Environments.CreateAsync(environment, cancellationToken);
                context.Host.Error.WriteLine($"created environment {environment.Name}");
            }
        }

        foreach (var queue in input.Queues)
        {
            if (await client.Queues.FindAsync(queue.Name, cancellationToken) is null)
            {
                await client.Queues.CreateAsync(queue, cancellationToken);
                context.Host.Error.WriteLine($"created queue {queue.Name}");
            }
        }

        foreach (var definition in input.Definitions)
        {
            var registered = await client.Definitions.RegisterAsync(definition, cancellationToken);
            context.Host.Error.WriteLine($"definition {registered.Reference}");
        }
    }
}
