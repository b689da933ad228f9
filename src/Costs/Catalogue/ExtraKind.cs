namespace MultiBatch.Costs.Catalogue;

/// <summary>What is paid beside the machine.</summary>
public enum ExtraKind
{
    /// <summary>A GiB of standard network disk for a month of 730 hours.</summary>
    DiskGiBMonth = 0,

    /// <summary>A public IPv4 address for an hour.</summary>
    PublicAddressHour = 1,

    /// <summary>A GiB sent to the internet, in the first tier that costs.</summary>
    EgressGiB = 2,

    /// <summary>A GiB of logs taken in.</summary>
    LogGiB = 3,

    /// <summary>A vCPU of a container for an hour.</summary>
    ContainerVCpuHour = 4,

    /// <summary>A GiB of memory of a container for an hour.</summary>
    ContainerGiBHour = 5,
}
