using System.Diagnostics;

namespace MultiBatch.Architecture.Tests.Repository;

/// <summary>Where the repository is, and which of its files are the product's.</summary>
internal static class RepositoryRoot
{
    private static readonly string[] GeneratedFolders = ["bin", "obj", "out", "artifacts", ".git", "node_modules", "TestResults", ".vs", ".idea"];

    public static string Path { get; } = Find();

    /// <summary>The configuration that these tests were built in, and so that of all outputs they look at.</summary>
    public static string Configuration { get; } =
        new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(System.IO.Path.DirectorySeparatorChar)).Parent!.Name;

    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>All files that are, or could next be, committed, relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Files() => AskGit() ?? Walk(Path).ToList();

    /// <summary>The C# files below a folder that are written by hand.</summary>
    public static IEnumerable<string> SourceFiles(string folder) => Walk(folder).Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "MultiBatch.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests must run inside the repository.");
    }

    private static List<string>? AskGit()
    {
        if (!Directory.Exists(Combine(".git")) && !File.Exists(Combine(".git")))
        {
            return null;
        }

        var start = new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Path,
            RedirectStandardOutput = true,
        };
        try
        {
            using var git = Process.Start(start)!;
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0
                ? output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Combine(file))).ToList()
                : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // A machine without git: the files of the folder are the next best answer.
            return null;
        }
    }

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            yield return System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/');
        }

        foreach (var child in Directory.EnumerateDirectories(folder))
        {
            if (!GeneratedFolders.Contains(System.IO.Path.GetFileName(child)))
            {
                foreach (var file in Walk(child))
                {
                    yield return file;
                }
            }
        }
    }
}
