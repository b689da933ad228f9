using MultiBatch.PowerShell.Packaging.Closure;
using MultiBatch.PowerShell.Packaging.Package;

namespace MultiBatch.PowerShell.Tests.Packaging;

public sealed class LeafTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("multibatch-module").FullName;

    public static TheoryData<string> Leaves => [.. ModuleFolder.Leaves];

    private static string Builds => Path.Combine(CmdletCode.Sources, "bin", CmdletCode.Configuration);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Leaves))]
    public void A_leaf_holds_everything_it_refers_to(string leaf)
    {
        Assert.Empty(ModuleFolder.Write(CmdletCode.Sources, Builds, _folder, Version()));

        var folder = Path.Combine(_folder, leaf);
        var closure = AssemblyClosure.Of(folder, [ModuleFolder.Assembly, ModuleFolder.Loader], RuntimeAssemblies.Of(leaf));
        Assert.Empty(closure.Missing);
        Assert.Contains("MultiBatch.Providers.Local", closure.Found);
    }

    [Theory]
    [MemberData(nameof(Leaves))]
    public void A_leaf_brings_no_PowerShell_of_its_own(string leaf)
    {
        ModuleFolder.Write(CmdletCode.Sources, Builds, _folder, Version());

        Assert.False(File.Exists(Path.Combine(_folder, leaf, "System.Management.Automation.dll")));
    }

    [Fact]
    public void What_is_missing_is_named_with_who_needs_it()
    {
        ModuleFolder.Write(CmdletCode.Sources, Builds, _folder, Version());
        File.Delete(Path.Combine(_folder, "net8.0", "Polly.Core.dll"));

        var closure = AssemblyClosure.Of(Path.Combine(_folder, "net8.0"), [ModuleFolder.Assembly], RuntimeAssemblies.Of("net8.0"));

        Assert.Equal(["Polly.Core is needed by MultiBatch.Client and is not there"], closure.Missing);
    }

    [Fact]
    public void The_package_is_whole_and_the_same_twice()
    {
        ModuleFolder.Write(CmdletCode.Sources, Builds, Path.Combine(_folder, "module"), Version());

        var first = File.ReadAllBytes(ModulePackage.Write(Path.Combine(_folder, "module"), Path.Combine(_folder, "a"), "1.2.3"));
        var second = File.ReadAllBytes(ModulePackage.Write(Path.Combine(_folder, "module"), Path.Combine(_folder, "b"), "1.2.3"));

        Assert.Equal(first, second);
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(first));
        var names = zip.Entries.Select(entry => entry.FullName).ToList();
        Assert.Contains("MultiBatch.psd1", names);
        Assert.Contains("net472/MultiBatch.PowerShell.dll", names);
        Assert.Contains("en-US/MultiBatch.PowerShell.dll-Help.xml", names);
        using var specification = new StreamReader(zip.GetEntry("MultiBatch.nuspec")!.Open());
        Assert.Contains("PSCmdlet_Submit-BatchJob", specification.ReadToEnd(), StringComparison.Ordinal);
    }

    private static string Version() => System.Xml.Linq.XElement.Load(Path.Combine(CmdletCode.Root, "Directory.Build.props")).Descendants("Version").Single().Value;
}
