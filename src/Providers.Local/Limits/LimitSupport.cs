namespace MultiBatch.Providers.Local.Limits;

/// <summary>What really enforces limits on this machine, found by doing it once.</summary>
internal sealed class LimitSupport
{
    public LimitSupport(LimitMethod memory, LimitMethod cpu, string explanation)
    {
        Memory = memory;
        Cpu = cpu;
        Explanation = explanation;
    }

    public LimitMethod Memory { get; }

    public LimitMethod Cpu { get; }

    /// <summary>For people: what is used, and what stood against something better.</summary>
    public string Explanation { get; }

    /// <summary>Whether an end for lack of memory is told from any other kill.</summary>
    public bool DetectsOutOfMemory => Memory is LimitMethod.ControlGroupV1 or LimitMethod.ControlGroupV2;
}
