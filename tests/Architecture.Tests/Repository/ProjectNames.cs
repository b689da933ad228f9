using MultiBatch.Architecture.Tests.Arrows;

namespace MultiBatch.Architecture.Tests.Repository;

/// <summary>The cases of theories that run once per project.</summary>
public static class ProjectNames
{
    public static TheoryData<string> Product => [.. SolutionProject.Product.Select(project => project.Name)];

    /// <summary>The product's projects, and the folders of source that have no project.</summary>
    public static TheoryData<string> Source => [.. SolutionProject.Product.Select(project => project.Name), .. AllowedReferences.LinkedSource.Keys];

    public static TheoryData<string> Packages => [.. SolutionProject.Packages.Select(project => project.Name)];
}
