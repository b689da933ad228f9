using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Tests.Scratch;

public sealed class AttemptFoldersTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("multibatch-test-").FullName;
    private readonly AttemptFolders _folders;

    public AttemptFoldersTests() => _folders = new AttemptFolders(Path.Combine(_parent, "deep", "attempts"), "engine", TimeProvider.System);

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public void Created_folders_are_private_and_found_again()
    {
        var paths = _folders.Create("a-1");

        Assert.True(Directory.Exists(paths.WorkFolder));
        Assert.Equal(paths.Folder, _folders.Locate("a-1").Folder);
        Assert.StartsWith(_folders.Root, paths.WorkFolder, StringComparison.Ordinal);
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.All(
            [_folders.Root, paths.Folder, paths.WorkFolder],
            folder => Assert.Equal(Owner, OperatingSystem.IsWindows() ? Owner : File.GetUnixFileMode(folder)));
    }

    [Fact]
    public void The_same_attempt_has_one_folder()
    {
        _folders.Create("a-1");

        Assert.Contains("already", Assert.Throws<IOException>(() => _folders.Create("a-1")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a b")]
    [InlineData("-a")]
    [InlineData("é")]
    [InlineData("a\0b")]
    public void No_id_can_leave_the_root(string id) => Assert.Throws<ArgumentException>(() => _folders.Create(id));

    [Fact]
    public void Ids_are_listed_and_strange_folders_are_not()
    {
        var ids = Enumerable.Range(0, 500).Select(i => $"job-{i}").ToList();
        ids.ForEach(id => _folders.Create(id));
        Directory.CreateDirectory(Path.Combine(_folders.Root, "00", "stranger here"));
        Directory.CreateDirectory(Path.Combine(_folders.Root, "not-a-shard", "job-1"));
        File.WriteAllText(Path.Combine(_folders.Root, "file"), "x");

        Assert.Equal(ids.Order(StringComparer.Ordinal), _folders.List().Order(StringComparer.Ordinal));
        Assert.InRange(Directory.GetDirectories(_folders.Root).Length, 100, 258);
    }

    [Fact]
    public void Nothing_is_listed_before_the_first() => Assert.Empty(_folders.List());
}
