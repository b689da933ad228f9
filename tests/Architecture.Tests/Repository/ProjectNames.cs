namespace MultiBatch.Architecture.Tests.Repository;

/// <summary>The cases of theories that run once per project.</summary>
public static class ProjectNames
{
    public static TheoryData<string> Product => [.. SolutionProject.Product.Select(project => project.Name)];

    public static TheoryData<string> Packages => [.. SolutionProject.Packages.Select(project => project.Name)];
}
