using System.Diagnostics;
using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Tests.Scratch;

public sealed class FolderRemoverTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("multibatch-test-").FullName;
    private readonly string _root;
    private readonly string _outside;
    private readonly FolderRemover _remover;

    public FolderRemoverTests()
    {
        _root = Directory.CreateDirectory(Path.Combine(_parent, "root")).FullName;
        _outside = Directory.CreateDirectory(Path.Combine(_parent, "outside")).FullName;
        File.WriteAllText(Path.Combine(_outside, "precious"), "kept");
        _remover = new FolderRemover(_root);
    }

    public void Dispose() => new FolderRemover(Path.GetTempPath()).Remove(_parent);

    [Fact]
    public void A_tree_goes_completely()
    {
        var folder = Path.Combine(_root, "a");
        Directory.CreateDirectory(Path.Combine(folder, "b", "c"));
        File.WriteAllText(Path.Combine(folder, "b", "file with\nodd name"), "x");
        File.WriteAllText(Path.Combine(folder, ".hidden"), "x");

        Assert.True(_remover.Remove(folder));
        Assert.True(_remover.Remove(folder));
        Assert.Empty(Directory.GetFileSystemEntries(_root));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../outside")]
    [InlineData("a/../../outside")]
    [InlineData("../root2")]
    public void Nothing_beyond_the_root_is_touched(string path)
    {
        Assert.Throws<ArgumentException>(() => _remover.Remove(Path.Combine(_root, path)));
        Assert.True(File.Exists(Path.Combine(_outside, "precious")));
    }

    [SkippableFact]
    public void Links_are_removed_and_not_followed()
    {
        Skip.If(OperatingSystem.IsWindows(), "Making links needs a right there.");
        var folder = Directory.CreateDirectory(Path.Combine(_root, "a")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(folder, "to-folder"), _outside);
        File.CreateSymbolicLink(Path.Combine(folder, "to-file"), Path.Combine(_outside, "precious"));
        File.CreateSymbolicLink(Path.Combine(folder, "to-nothing"), Path.Combine(_outside, "absent"));
        File.CreateSymbolicLink(Path.Combine(folder, "to-itself"), Path.Combine(folder, "to-itself"));
        Directory.CreateSymbolicLink(Path.Combine(_root, "top"), _outside);

        Assert.True(_remover.Remove(folder));
        Assert.True(_remover.Remove(Path.Combine(_root, "top")));

        Assert.Empty(Directory.GetFileSystemEntries(_root));
        Assert.Equal("kept", File.ReadAllText(Path.Combine(_outside, "precious")));
    }

    [SkippableFact]
    public void What_a_job_protected_goes_too()
    {
        Skip.If(OperatingSystem.IsWindows());
        var folder = Directory.CreateDirectory(Path.Combine(_root, "a", "locked", "inner")).Parent!.FullName;
        File.WriteAllText(Path.Combine(folder, "file"), "x");
        Run("chmod", "000", Path.Combine(folder, "inner"));
        Run("chmod", "500", folder);
        Run("mkfifo", Path.Combine(_root, "a", "pipe"));

        Assert.True(_remover.Remove(Path.Combine(_root, "a")));
    }

    [SkippableFact]
    public void A_tree_that_is_deeper_than_a_path_may_be_long_goes_too()
    {
        Skip.If(OperatingSystem.IsWindows());
        var folder = Directory.CreateDirectory(Path.Combine(_root, "a")).FullName;

        // Deeper than 4096 bytes: only step by step, as a job would do it.
        Run("sh", "-c", $"cd '{folder}'; n=$(printf 'x%.0s' $(seq 100)); for i in $(seq 60); do mkdir $n && cd -P $n || exit 1; done; echo x >file");

        Assert.True(_remover.Remove(folder));
        Assert.Empty(Directory.GetFileSystemEntries(_root));
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
