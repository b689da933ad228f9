using MultiBatch.Environments;

namespace MultiBatch.TestSupport.InMemory.Simulation;

internal sealed class EnvironmentRecord(ComputeEnvironmentSpec spec)
{
    public ComputeEnvironmentSpec Spec { get; set; } = spec;

    public double UsedVCpus { get; private set; }

    public long UsedMemory { get; private set; }

    public double VCpus => Spec.MaxVCpus ?? 64;

    public ByteSize Memory => Spec.MaxMemory ?? ByteSize.FromGibibytes(256);

    public bool CouldHold(JobRecord job) => Spec.Enabled != false && job.VCpus <= VCpus && job.Memory <= Memory;

    public bool HasRoom(JobRecord job) =>
        CouldHold(job) && UsedVCpus + job.VCpus <= VCpus + 1e-9 && UsedMemory + job.Memory.Bytes <= Memory.Bytes;

    public void Take(JobRecord job)
    {
        UsedVCpus += job.VCpus;
        UsedMemory += job.Memory.Bytes;
    }

    public void Free(JobRecord job)
    {
        UsedVCpus -= job.VCpus;
        UsedMemory -= job.Memory.Bytes;
    }
}
