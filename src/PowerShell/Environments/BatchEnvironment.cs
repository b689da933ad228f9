using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Jobs;
using MultiBatch.Serialization;

namespace MultiBatch.PowerShell.Environments;

/// <summary>An environment: machines, or a share of them, that run jobs. Data only.</summary>
public sealed class BatchEnvironment
{
    private readonly ComputeEnvironment _environment;

    internal BatchEnvironment(ComputeEnvironment environment, string connection)
    {
        _environment = environment;
        Connection = connection;
        MachineTypes = new BatchTextList(environment.Spec.MachineTypes);
        Labels = new BatchLabels(environment.Spec.Labels);
    }

    /// <summary>The name.</summary>
    public string Name => _environment.Name;

    /// <summary>The status.</summary>
    public string Status => _environment.Status.ToString();

    /// <summary>Why it has this status.</summary>
    public string? StatusReason => _environment.StatusReason;

    /// <summary>The connection it was read with.</summary>
    public string Connection { get; }

    /// <summary>Who has the machines.</summary>
    public string? Kind => _environment.Spec.Kind?.ToString();

    /// <summary>The most vCPUs in use at the same time.</summary>
    public double? MaxVCpu => _environment.Spec.MaxVCpus;

    /// <summary>vCPUs kept ready when nothing runs.</summary>
    public double? MinVCpu => _environment.Spec.MinVCpus;

    /// <summary>vCPUs in use now, where the provider tells.</summary>
    public double? UsedVCpu => _environment.UsedVCpus;

    /// <summary>The most memory in use at the same time.</summary>
    public BatchSize? MaxMemory => BatchSize.Of(_environment.Spec.MaxMemory);

    /// <summary>The machine types to choose from.</summary>
    public BatchTextList MachineTypes { get; }

    /// <summary>How machines are bought.</summary>
    public string? Purchase => _environment.Spec.Purchase?.ToString();

    /// <summary>The instruction set.</summary>
    public CpuArchitecture? Architecture => _environment.Spec.Architecture;

    /// <summary>False when it takes no new jobs.</summary>
    public bool Enabled => _environment.Spec.Enabled is not false;

    /// <summary>The labels.</summary>
    public BatchLabels Labels { get; }

    /// <summary>The service's own id.</summary>
    public string? NativeId => _environment.NativeId;

    /// <summary>The environment as <c>multibatch environment show --output json</c> writes it.</summary>
    public string ToJson() => BatchJson.Write(_environment, indented: true);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
