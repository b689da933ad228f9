using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using MultiBatch.Architecture.Tests.Repository;

namespace MultiBatch.Architecture.Tests.Arrows;

public sealed class ArrowTests
{
    [Theory]
    [MemberData(nameof(ProjectNames.Product), MemberType = typeof(ProjectNames))]
    public void Project_refers_only_to_projects_it_may_know(string name)
    {
        var project = SolutionProject.Get(name);

        Expect.None(project.ProjectReferences.Except(Allowed(name)), $"{name} may not refer to:");
    }

    [Theory]
    [MemberData(nameof(ProjectNames.Product), MemberType = typeof(ProjectNames))]
    public void Assembly_refers_only_to_assemblies_it_may_know(string name)
    {
        var project = SolutionProject.Get(name);
        var ours = SolutionProject.All.ToDictionary(other => other.AssemblyName, other => other.Name);

        Assert.All(project.TargetFrameworks, framework =>
        {
            var known = References(project.AssemblyPath(framework)).Where(ours.ContainsKey).Select(assembly => ours[assembly]);
            Expect.None(known.Except(Allowed(name)), $"{name} ({framework}) may not refer to:");
        });
    }

    [Theory]
    [MemberData(nameof(ProjectNames.Product), MemberType = typeof(ProjectNames))]
    public void Project_uses_only_packages_meant_for_it(string name)
    {
        var packages = SolutionProject.Get(name).PackageReferences;

        Assert.All(packages, package =>
        {
            var rule = AllowedReferences.Packages.FirstOrDefault(row => package.StartsWith(row.Key, StringComparison.OrdinalIgnoreCase));
            Assert.True(rule.Key is null || rule.Value.Contains(name), $"{package} is for {string.Join(", ", rule.Value ?? [])} only.");
        });
    }

    [Theory]
    [MemberData(nameof(ProjectNames.Product), MemberType = typeof(ProjectNames))]
    public void Project_compiles_only_linked_source_meant_for_it(string name)
    {
        var linked = SolutionProject.Get(name).LinkedSource;

        Assert.All(linked, folder => Assert.True(
            AllowedReferences.LinkedSource.TryGetValue(folder, out var allowed) && allowed.Contains(name),
            $"src/{folder} is for {string.Join(", ", allowed ?? [])} only."));
    }

    [Fact]
    public void Abstractions_depend_on_platform_abstractions_only()
    {
        var packages = SolutionProject.Get("Abstractions").PackageReferences;

        Expect.None(packages.Except(AllowedReferences.PackagesOfAbstractions), "Abstractions may not use:");
    }

    [Fact]
    public void Every_project_folder_is_in_the_solution()
    {
        var onDisk = RepositoryRoot.Files().Where(file => file.EndsWith(".csproj", StringComparison.Ordinal));

        Expect.None(onDisk.Except(SolutionProject.All.Select(project => project.RelativePath)).Except(AllowedReferences.OutsideTheSolution.Keys), "Not in MultiBatch.sln:");
    }

    private static IReadOnlyList<string> Allowed(string name)
    {
        Assert.True(
            AllowedReferences.Projects.TryGetValue(name, out var allowed),
            $"{name} has no row in {nameof(AllowedReferences)}: decide what it may know and add one.");
        return allowed;
    }

    private static List<string> References(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        return metadata.AssemblyReferences
            .Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
            .ToList();
    }
}
