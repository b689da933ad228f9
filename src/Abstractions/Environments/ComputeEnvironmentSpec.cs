using System.Text.Json;
using System.Text.Json.Serialization;
using MultiBatch.Jobs;

namespace MultiBatch.Environments;

/// <summary>
/// What an environment is to be. Null means "not set"; in an update it means "leave as it is". Every field that is set gets a disposition.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ComputeEnvironmentSpec
{
    /// <summary>The name, unique on the connection.</summary>
    public required string Name { get; init; }

    /// <summary>Who runs the machines. Default: <see cref="EnvironmentKind.Managed"/>.</summary>
    public EnvironmentKind? Kind { get; init; }

    /// <summary>The most vCPUs in use at the same time. Default on Local: all of this machine's; elsewhere required.</summary>
    [JsonPropertyName("maxVcpus")]
    public double? MaxVCpus { get; init; }

    /// <summary>vCPUs kept ready when nothing runs. Default: 0.</summary>
    [JsonPropertyName("minVcpus")]
    public double? MinVCpus { get; init; }

    /// <summary>The most memory in use at the same time. Default on Local: this machine's; on clouds a matter of the machine types.</summary>
    public ByteSize? MaxMemory { get; init; }

    /// <summary>Machine types to choose from. Default: chosen from the jobs' resources.</summary>
    public IReadOnlyList<string>? MachineTypes { get; init; }

    /// <summary>How machines are bought. Default: on demand.</summary>
    public Purchase? Purchase { get; init; }

    /// <summary>The instruction set of the machines. Default: amd64 on clouds, the host's own on Local.</summary>
    public CpuArchitecture? Architecture { get; init; }

    /// <summary>The image the machines start from. Default: the service's own.</summary>
    public string? MachineImage { get; init; }

    /// <summary>The boot disk of the machines. Default: the service's own.</summary>
    public DiskSpec? BootDisk { get; init; }

    /// <summary>Where the machines stand in the network. Default: the account's default network.</summary>
    public NetworkSpec? Network { get; init; }

    /// <summary>The cloud identity of the machines. Default: the service's own.</summary>
    public string? MachineIdentity { get; init; }

    /// <summary>False to take no new jobs. Default: true.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Labels (tags on AWS, metadata on Azure).</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Settings only one provider knows, by provider name.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Native { get; init; }
}
