namespace MultiBatch.Costs.Catalogue;

/// <summary>Kinds of machines.</summary>
public enum MachineKind
{
    /// <summary>A virtual or bare machine, paid by the hour whatever runs on it.</summary>
    VirtualMachine = 0,

    /// <summary>A container billed by the vCPUs and the memory it asks for, as AWS Fargate; one task each.</summary>
    Container = 1,
}
