namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record InstancePolicyOrTemplate
{
    public InstancePolicy? Policy { get; init; }

    public string? InstanceTemplate { get; init; }

    public bool? InstallGpuDrivers { get; init; }

    public bool? InstallOpsAgent { get; init; }

    public bool? BlockProjectSshKeys { get; init; }
}
