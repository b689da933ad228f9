using MultiBatch.Connections;

namespace MultiBatch.Client.Tests.Connections;

public sealed class UserDataFolderTests
{
    [SkippableTheory]
    [InlineData("MULTIBATCH_HOME=/data/batch;XDG_DATA_HOME=/xdg", "/home/ada", false, "/data/batch")]
    [InlineData("XDG_DATA_HOME=/xdg", "/home/ada", false, "/xdg/multibatch")]
    [InlineData("XDG_DATA_HOME=relative/is/ignored", "/home/ada", false, "/home/ada/.local/share/multibatch")]
    [InlineData("MULTIBATCH_HOME= ;XDG_DATA_HOME=", "/home/ada", false, "/home/ada/.local/share/multibatch")]
    [InlineData("XDG_DATA_HOME=/xdg", "/Users/ada", true, "/Users/ada/Library/Application Support/multibatch")]
    public void The_folder_follows_the_rules_of_the_platform(string variables, string home, bool isMac, string expected)
    {
        Skip.If(OperatingSystem.IsWindows(), "Paths of Linux and macOS.");

        Assert.Equal(expected, UserDataFolder.Find(Variables(variables), home, isWindows: false, isMac).Path);
    }

    [Theory]
    [InlineData("LOCALAPPDATA={root}/local", "{root}/home", "{root}/local/multibatch")]
    [InlineData("XDG_DATA_HOME={root}/xdg", "{root}/home", "{root}/home/AppData/Local/multibatch")]
    public void Windows_keeps_it_in_the_local_application_data(string variables, string home, string expected)
    {
        var root = Path.GetTempPath().TrimEnd(Path.DirectorySeparatorChar);

        var folder = UserDataFolder.Find(Variables(variables.Replace("{root}", root, StringComparison.Ordinal)), home.Replace("{root}", root, StringComparison.Ordinal), isWindows: true, isMac: false);

        Assert.Equal(Path.GetFullPath(expected.Replace("{root}", root, StringComparison.Ordinal)), folder.Path);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_home_the_way_out_is_told(string? home)
    {
        var error = Assert.Throws<BatchException>(() => UserDataFolder.Find(_ => null, home, isWindows: false, isMac: false));

        Assert.Equal(BatchErrorCode.InvalidSpec, error.Code);
        Assert.Contains("MULTIBATCH_HOME", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_is_below_one_folder()
    {
        var folder = new UserDataFolder("data");

        Assert.Equal(Path.GetFullPath("data"), folder.Path);
        Assert.Equal(Path.Combine(folder.Path, "connections.json"), folder.Connections);
        Assert.Equal(Path.Combine(folder.Path, "catalogue"), folder.Catalogue);
        Assert.Equal(Path.Combine(folder.Path, "local"), folder.Local);
    }

    private static Func<string, string?> Variables(string text)
    {
        var variables = text.Split(';').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return name => variables.GetValueOrDefault(name);
    }
}
