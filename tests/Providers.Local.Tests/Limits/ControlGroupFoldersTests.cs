using MultiBatch.Providers.Local.Limits;
using MultiBatch.Providers.Local.Tests.Journal.Support;

namespace MultiBatch.Providers.Local.Tests.Limits;

/// <summary>The folders of groups, in a folder that is none: only what is made and removed is looked at.</summary>
public sealed class ControlGroupFoldersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ControlGroupFoldersTests()
    {
        Skip.If(OperatingSystem.IsWindows(), "Control groups are a part of Linux.");
        Directory.CreateDirectory(_folder.Path);
    }

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void Groups_of_an_earlier_engine_stay_until_its_attempts_are_settled()
    {
        var old = Directory.CreateDirectory(Path.Combine(_folder.Path, "g1")).FullName;
        using var folders = new ControlGroupFolders([_folder.Path], made => new ControlGroupV1(made[0], null));

        var group = folders.Create();
        Assert.True(Directory.Exists(old));
        folders.RemoveLeftOvers();

        Assert.False(Directory.Exists(old));
        Assert.NotEqual(old, Assert.Single(group.Folders));
        Assert.True(Directory.Exists(Assert.Single(group.Folders)));
    }

    [SkippableFact]
    public void Groups_that_are_there_at_the_end_stay_for_the_next_engine()
    {
        string left;
        using (var folders = new ControlGroupFolders([_folder.Path], made => new ControlGroupV1(made[0], null)))
        {
            left = Assert.Single(folders.Create().Folders);
        }

        Assert.True(Directory.Exists(left));
    }

    [SkippableFact]
    public void A_base_that_another_engine_removed_is_made_and_prepared_again()
    {
        var root = Path.Combine(_folder.Path, "base");
        Directory.CreateDirectory(root);
        var prepared = new List<string>();
        using var folders = new ControlGroupFolders([root], made => new ControlGroupV1(made[0], null), prepared.Add);
        Directory.Delete(root);

        Assert.True(Directory.Exists(Assert.Single(folders.Create().Folders)));
        Assert.Equal([root], prepared);
    }
}
