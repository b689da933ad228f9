using MultiBatch.FrontEnds.Input;
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
    public static Task EnsureAsync(BatchClient client, JobFile file, Func<string, Task> tell, CancellationToken cancellationToken) => FileResources.EnsureAsync(
        client,
        file.Environments.Select(entry => entry.Spec),
        file.Queues.Select(entry => entry.Spec),
        file.Definitions.Select(entry => entry.Spec),
        tell,
        cancellationToken);
}
