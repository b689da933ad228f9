using MultiBatch.Environments;

namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>The states of environments and queues.</summary>
internal static class ResourceStatus
{
    public const string Enabled = "ENABLED";
    public const string Disabled = "DISABLED";
    public const string Deleted = "DELETED";

    public static EnvironmentStatus From(string? status) => status switch
    {
        "CREATING" => EnvironmentStatus.Creating,
        "VALID" => EnvironmentStatus.Ready,
        "UPDATING" => EnvironmentStatus.Updating,
        "DELETING" => EnvironmentStatus.Deleting,
        "INVALID" => EnvironmentStatus.Invalid,
        _ => EnvironmentStatus.Unknown,
    };

    public static string State(bool enabled) => enabled ? Enabled : Disabled;

    public static bool? IsEnabled(string? state) => state switch
    {
        Enabled => true,
        Disabled => false,
        _ => null,
    };
}
