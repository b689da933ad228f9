using MultiBatch.Providers.Local.Processes;

namespace MultiBatch.Providers.Local.Tests.Processes;

public sealed class EngineNameTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("multibatch-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Stays_the_same_for_one_folder_and_differs_between_folders()
    {
        var file = Path.Combine(_folder, "engine");

        var name = EngineName.ReadOrCreate(file);

        Assert.True(EngineName.IsValid(name));
        Assert.Equal(name, EngineName.ReadOrCreate(file));
        Assert.NotEqual(name, EngineName.ReadOrCreate(Path.Combine(_folder, "other")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("0123456789abcde!\n")]
    public void A_damaged_file_is_made_anew(string content)
    {
        var file = Path.Combine(_folder, "engine");
        File.WriteAllText(file, content);

        var name = EngineName.ReadOrCreate(file);

        Assert.Equal(name, EngineName.ReadOrCreate(file));
        Assert.NotEqual(content.Trim(), name);
    }
}
