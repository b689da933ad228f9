using MultiBatch.Jobs;
using MultiBatch.Providers.Google.Mapping;

namespace MultiBatch.Providers.Google.Jobs;

/// <summary>Where the jobs of a connection are.</summary>
internal sealed record GoogleScope
{
    public required string Project { get; init; }

    public required string Region { get; init; }

    public string Parent => ResourceNames.Parent(Project, Region);

    /// <summary>The full name of a job; a reference may be to another region.</summary>
    public string NameOf(JobReference reference) => ResourceNames.Job(Project, reference.Region ?? Region, reference.Id);
}
