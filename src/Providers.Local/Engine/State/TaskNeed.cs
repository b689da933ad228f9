using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.State;

/// <summary>The room one task takes while it starts and runs.</summary>
internal sealed record TaskNeed
{
    /// <summary>vCPUs of a job that names none.</summary>
    public const double DefaultVCpus = 1;

    private const int MilliPerVCpu = 1000;

    /// <summary>Thousandths of a vCPU, at least 1.</summary>
    public required long MilliVCpus { get; init; }

    /// <summary>Bytes; 0 for a job that names none: its memory is neither counted nor limited.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Whether nothing else may run on this machine meanwhile.</summary>
    public required bool IsExclusive { get; init; }

    public static TaskNeed Of(JobSpec spec) => new()
    {
        MilliVCpus = ToMilli(spec.Resources?.VCpus ?? DefaultVCpus),
        MemoryBytes = spec.Resources?.Memory?.Bytes ?? 0,
        IsExclusive = spec.Exclusive == true,
    };

    /// <summary>Thousandths, rounded up.</summary>
    public static long ToMilli(double vCpus) => Math.Max(1, (long)Math.Ceiling(Math.Min(vCpus, long.MaxValue / (2.0 * MilliPerVCpu)) * MilliPerVCpu));

    public override string ToString()
    {
        var text = FormattableString.Invariant($"{MilliVCpus / (double)MilliPerVCpu} vCPUs");
        text += MemoryBytes > 0 ? $" and {new ByteSize(MemoryBytes)} of memory" : string.Empty;
        return IsExclusive ? text + ", alone on the machine" : text;
    }
}
