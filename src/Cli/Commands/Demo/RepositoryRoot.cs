using MultiBatch.Cli.Errors;

namespace MultiBatch.Cli.Commands.Demo;

/// <summary>Finds the checkout that holds the examples.</summary>
internal static class RepositoryRoot
{
    private const string Landmark = "examples/checksum/job.yaml";

    /// <summary>The nearest folder above the current one, or above the program, that holds the example.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static string Find()
    {
        foreach (var start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, Landmark)))
                {
                    return folder.FullName;
                }
            }
        }

        throw new InvalidInputException($"the demo reads {Landmark} and files of a checkout of MultiBatch, and there is none here; run ./multibatch demo inside one");
    }
}
