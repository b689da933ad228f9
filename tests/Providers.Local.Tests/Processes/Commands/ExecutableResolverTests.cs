using MultiBatch.Providers.Local.Interop;
using MultiBatch.Providers.Local.Processes.Commands;

namespace MultiBatch.Providers.Local.Tests.Processes.Commands;

public sealed class ExecutableResolverTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("multibatch-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public void The_first_executable_file_on_the_path_is_taken()
    {
        Skip.If(OperatingSystem.IsWindows());
        Make("one/tool", executable: false);
        Directory.CreateDirectory(Path.Combine(_folder, "two/tool"));
        var expected = Make("three/tool", executable: true);
        Make("four/tool", executable: true);

        Assert.Equal(expected, Resolve("tool", "one", "none", "two", "three", "four"));
    }

    [SkippableFact]
    public void A_file_that_is_only_not_executable_is_named()
    {
        Skip.If(OperatingSystem.IsWindows());
        var file = Make("one/tool", executable: false);

        Assert.Contains($"'{file}' is there but is not executable", Refusal("tool", "none", "one"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void An_empty_entry_means_the_working_directory()
    {
        Skip.If(OperatingSystem.IsWindows());
        var expected = Make("tool", executable: true);

        Assert.Equal(expected, Resolve("tool", string.Empty));
    }

    [SkippableFact]
    public void A_name_with_a_folder_is_relative_to_the_working_directory()
    {
        Skip.If(OperatingSystem.IsWindows());
        var expected = Make("sub/tool", executable: true);

        Assert.Equal(expected, Resolve("sub/tool"));
        Assert.Contains("does not exist in the working directory", Refusal("sub/other"), StringComparison.Ordinal);
        Assert.Contains("is a folder", Refusal("./sub"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_searched_path_is_shown()
    {
        Assert.Contains("which is empty", Refusal("no-such-tool"), StringComparison.Ordinal);
        Assert.Contains("name of the program is empty", Refusal(string.Empty), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tool", "tool.EXE")]
    [InlineData("tool.exe", "tool.exe")]
    [InlineData("other", "other.CMD")]
    public void On_Windows_the_extensions_of_the_job_are_tried(string command, string expected)
    {
        var file = Make(Path.Combine("bin", expected), executable: false);
        var resolver = new ExecutableResolver(windows: true);

        var found = resolver.TryResolve(
            command, _folder, [new("Path", "nowhere;bin"), new("PathExt", ".EXE;.CMD")], out var path, out var error);

        Assert.True(found, error?.Message);
        Assert.Equal(file, path);
    }

    [Fact]
    public void On_Windows_a_file_without_an_extension_is_no_program()
    {
        Make("bin/tool", executable: true);

        Assert.False(new ExecutableResolver(windows: true).TryResolve("tool", _folder, [new("PATH", "bin")], out _, out var error));
        Assert.Contains("was not found on the job's PATH", error?.Message, StringComparison.Ordinal);
    }

    private string Make(string name, bool executable)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "#!/bin/sh\n");
        if (executable && !OperatingSystem.IsWindows())
        {
            Assert.True(UnixFile.MakeOwnerOnly(path));
        }

        return path;
    }

    private string Resolve(string command, params string[] folders)
    {
        Assert.True(TryResolve(command, folders, out var path, out var message), message);
        return path;
    }

    private string Refusal(string command, params string[] folders)
    {
        Assert.False(TryResolve(command, folders, out _, out var message));
        return message!;
    }

    private bool TryResolve(string command, string[] folders, out string path, out string? message)
    {
        var search = string.Join(Path.PathSeparator, folders);
        var found = ExecutableResolver.Current.TryResolve(command, _folder, folders.Length == 0 ? [] : [new("PATH", search)], out path, out var error);
        message = error?.Message;
        return found;
    }
}
