using MultiBatch.Providers.Google.Wire.Jobs;

namespace MultiBatch.Providers.Google.Planning;

/// <summary>The section <c>google</c> of native settings, as JSON: what <see cref="GoogleJobSettings"/> and environments may say.</summary>
internal sealed record NativeSettings
{
    public IReadOnlyList<string>? AllowedLocations { get; init; }

    public string? SchedulingPolicy { get; init; }

    public int? TaskCountPerNode { get; init; }

    public bool? RequireHostsFile { get; init; }

    public bool? PermissiveSsh { get; init; }

    public bool? RunAsNonRoot { get; init; }

    public Container? Container { get; init; }

    public IReadOnlyList<JobNotification>? Notifications { get; init; }

    public LogsPolicy? LogsPolicy { get; init; }

    public string? InstanceTemplate { get; init; }

    public string? MinCpuPlatform { get; init; }

    public string? Reservation { get; init; }

    public string? GpuDriverVersion { get; init; }

    public bool? InstallGpuDrivers { get; init; }

    public bool? InstallOpsAgent { get; init; }

    public bool? BlockProjectSshKeys { get; init; }

    public PlacementPolicy? Placement { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public IReadOnlyList<string>? Scopes { get; init; }
}
