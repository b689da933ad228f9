using MultiBatch.JobFiles;
using MultiBatch.PowerShell.Binding;

namespace MultiBatch.PowerShell.Submitting;

/// <summary>Reads job files, and sees to what they declare beside jobs.</summary>
internal static class JobFileInput
{
    /// <summary>Reads a file; every mistake in it is reported at once.</summary>
    /// <exception cref="CmdletInputException">There are mistakes.</exception>
    public static async Task<JobFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var result = await JobFileReader.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        return result.File ?? throw new CmdletInputException([.. result.Problems.Select(problem => problem.ToString())], path);
    }

    /// <summary>Creates the environments and queues that are missing and registers the definitions; what is there already is left as it is.</summary>
    public static async Task EnsureAsync(BatchClient client, JobFile file, Func<string, Task> tell, CancellationToken cancellationToken)
    {
        foreach (var environment in file.Environments.Select(entry => entry.Spec))
        {
            if (await client.Environments.FindAsync(environment.Name, cancellationToken).ConfigureAwait(false) is null)
            {
                await client.Environments.CreateAsync(environment, cancellationToken).ConfigureAwait(false);
                await tell($"created environment {environment.Name}").ConfigureAwait(false);
            }
        }

        foreach (var queue in file.Queues.Select(entry => entry.Spec))
        {
            if (await client.Queues.FindAsync(queue.Name, cancellationToken).ConfigureAwait(false) is null)
            {
                await client.Queues.CreateAsync(queue, cancellationToken).ConfigureAwait(false);
                await tell($"created queue {queue.Name}").ConfigureAwait(false);
            }
        }

        foreach (var definition in file.Definitions.Select(entry => entry.Spec))
        {
            var registered = await client.Definitions.RegisterAsync(definition, cancellationToken).ConfigureAwait(false);
            await tell($"definition {registered.Reference}").ConfigureAwait(false);
        }
    }
}
