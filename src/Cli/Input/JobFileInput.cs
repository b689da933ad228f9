using MultiBatch.Cli.Errors;
using MultiBatch.JobFiles;

namespace MultiBatch.Cli.Input;

/// <summary>Reads job files.</summary>
internal static class JobFileInput
{
    /// <summary>Reads a file; every mistake in it is reported at once.</summary>
    /// <exception cref="InvalidInputException">There are mistakes.</exception>
    public static async Task<JobInput> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var result = await JobFileReader.ReadAsync(path, cancellationToken);
        if (result.File is not { } file)
        {
            throw new InvalidInputException([.. result.Problems.Select(problem => problem.ToString())]);
        }

        return new JobInput
        {
            Jobs = [.. file.Jobs.Select(entry => entry.Spec)],
            Environments = [.. file.Environments.Select(entry => entry.Spec)],
            Queues = [.. file.Queues.Select(entry => entry.Spec)],
            Definitions = [.. file.Definitions.Select(entry => entry.Spec)],
            IsFile = true,
        };
    }
}
