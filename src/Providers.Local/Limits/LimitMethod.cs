namespace MultiBatch.Providers.Local.Limits;

/// <summary>What enforces a limit.</summary>
internal enum LimitMethod
{
    /// <summary>Nothing: the limit is used for accounting only.</summary>
    None,

    /// <summary>A limit of address space per process (RLIMIT_AS): an allocation beyond it fails.</summary>
    AddressSpace,

    /// <summary>A control group of the first version.</summary>
    ControlGroupV1,

    /// <summary>A control group of the second version, in a subtree delegated to this user.</summary>
    ControlGroupV2,
}
