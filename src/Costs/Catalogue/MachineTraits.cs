namespace MultiBatch.Costs.Catalogue;

/// <summary>What sets a machine type apart from the ones most jobs should run on.</summary>
[Flags]
public enum MachineTraits
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Runs at full speed only while credits last, or shares a core: AWS t, Azure B, Google e2-micro to e2-medium, f1, g1.</summary>
    Burstable = 1,

    /// <summary>A whole host without a hypervisor.</summary>
    Metal = 2,

    /// <summary>A generation the vendor has superseded and advises against.</summary>
    Legacy = 4,

    /// <summary>Made for one purpose: high-performance clusters, FPGA, inference chips, confidential computing, huge memory, constrained cores.</summary>
    SpecialPurpose = 8,
}
