using MultiBatch.Costs.Catalogue;

namespace MultiBatch.Costs.Comparing;

/// <summary>Which machine types a question takes, whatever they cost.</summary>
internal sealed class MachineFilter(CostQuery query)
{
    private readonly CostRequirements _requirements = query.Requirements;
    private readonly CostScope _scope = query.Scope;

    public CostNeeds Needs { get; } = new(query.Requirements, query.Scope.MemoryMargin);

    public bool Takes(MachineType machine)
    {
        if (machine.Architecture != _requirements.Architecture || (_scope.ExcludeContainers && machine.Kind == MachineKind.Container))
        {
            return false;
        }

        if (_requirements.MachineType is { } name)
        {
            // Who names a machine has chosen it.
            return string.Equals(machine.Name, name, StringComparison.OrdinalIgnoreCase);
        }

        return IsWelcome(machine) && (Needs.MicroGpus == 0 || HasGpu(machine));
    }

    /// <summary>Whether the machine is of a kind that is compared.</summary>
    public bool IsWelcome(MachineType machine)
    {
        if (!_scope.IncludeBurstable && (machine.Traits & MachineTraits.Burstable) != 0)
        {
            return false;
        }

        return _scope.IncludeUncommon
            || ((machine.Traits & ~MachineTraits.Burstable) == 0 && machine.BatchSupported != false && (machine.Gpus == 0 || Needs.MicroGpus > 0));
    }

    public bool HasGpu(MachineType machine) => machine.MicroGpus > 0 && (_requirements.GpuModel is not { } model || GpuModels.Matches(model, machine.GpuModel));
}
