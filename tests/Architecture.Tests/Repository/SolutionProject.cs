using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MultiBatch.Architecture.Tests.Repository;

/// <summary>A project of the solution, as its project file states it.</summary>
internal sealed partial class SolutionProject
{
    private readonly XElement _xml;

    private SolutionProject(string path)
    {
        RelativePath = path;
        _xml = XElement.Load(RepositoryRoot.Combine(path));
    }

    /// <summary>Every project that the solution names; a new one is found without a change here.</summary>
    public static IReadOnlyList<SolutionProject> All { get; } =
        ProjectLine().Matches(File.ReadAllText(RepositoryRoot.Combine("MultiBatch.sln")))
            .Select(match => new SolutionProject(match.Groups[1].Value.Replace('\\', '/')))
            .OrderBy(project => project.RelativePath, StringComparer.Ordinal)
            .ToList();

    /// <summary>The projects that make the product: those of src, and the conformance kit, which is shipped too.</summary>
    public static IEnumerable<SolutionProject> Product => All.Where(project => project.IsSource || project.IsPackable);

    public static IEnumerable<SolutionProject> Packages => All.Where(project => project.IsPackable);

    public string RelativePath { get; }

    public string Folder => Path.GetDirectoryName(RepositoryRoot.Combine(RelativePath))!;

    /// <summary>The name of the project's folder, which is how the design calls it.</summary>
    public string Name => Path.GetFileName(Folder);

    public string FileName => Path.GetFileNameWithoutExtension(RelativePath);

    public string AssemblyName => Property("AssemblyName") ?? FileName;

    public string RootNamespace => Property("RootNamespace") ?? FileName;

    public bool IsSource => RelativePath.StartsWith("src/", StringComparison.Ordinal);

    public bool IsPackable => Property("IsPackable") == "true";

    public IReadOnlyList<string> TargetFrameworks =>
        Expand(Property("TargetFrameworks") ?? Property("TargetFramework") ?? "$(ApplicationTargetFramework)").Split(';');

    public IReadOnlyList<string> ProjectReferences =>
        _xml.Descendants("ProjectReference")
            .Select(reference => Path.GetFileName(Path.GetDirectoryName(reference.Attribute("Include")!.Value.Replace('\\', '/'))!))
            .ToList();

    /// <summary>Folders of src whose files are compiled into this project too.</summary>
    public IReadOnlyList<string> LinkedSource =>
        _xml.Descendants("Compile")
            .Select(item => LinkedFolder().Match(item.Attribute("Include")?.Value.Replace('\\', '/') ?? string.Empty))
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value)
            .ToList();

    public IReadOnlyList<string> PackageReferences =>
        _xml.Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value).ToList();

    public static SolutionProject Get(string name) => All.Single(project => project.Name == name);

    /// <summary>The built assembly for one framework.</summary>
    public string AssemblyPath(string framework)
    {
        var path = Path.Combine(Folder, "bin", RepositoryRoot.Configuration, framework, AssemblyName + ".dll");
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"{Name} has no {framework} build in configuration {RepositoryRoot.Configuration}.", path);
    }

    public override string ToString() => Name;

    private static string Expand(string value)
    {
        var common = XElement.Load(RepositoryRoot.Combine("Directory.Build.props"));
        return PropertyUse().Replace(value, use => common.Descendants(use.Groups[1].Value).Single().Value);
    }

    private string? Property(string name) => _xml.Descendants(name).FirstOrDefault()?.Value;

    [GeneratedRegex("""^Project\("[^"]*"\) = "[^"]*", "([^"]*\.csproj)",""", RegexOptions.Multiline)]
    private static partial Regex ProjectLine();

    [GeneratedRegex(@"^\$\(RepositoryRoot\)src/([\w.]+)/\*\*/\*\.cs$")]
    private static partial Regex LinkedFolder();

    [GeneratedRegex(@"\$\((\w+)\)")]
    private static partial Regex PropertyUse();
}
