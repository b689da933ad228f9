using MultiBatch.Emulators.Aws.Batch.Model;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Timing;

namespace MultiBatch.Emulators.Aws.Batch.Scheduling;

/// <summary>Finds the environment for a job. Belongs to the state's lock.</summary>
internal sealed class Placer
{
    // Of 32 GiB users found 31,431 MiB left for jobs (aws/containers-roadmap#2231).
    private const double UsableShare = 31431.0 / 32768;

    // How long a machine is kept after its last job.
    private static readonly TimeSpan Linger = TimeSpan.FromMinutes(1);

    private readonly EmulatorClock _clock;
    private readonly AwsDelays _delays;
    private readonly EmulatorQuirks _quirks;
    private readonly EmulatorFaults _faults;

    public Placer(EmulatorClock clock, AwsDelays delays, EmulatorQuirks quirks, EmulatorFaults faults)
    {
        _clock = clock;
        _delays = delays;
        _quirks = quirks;
        _faults = faults;
    }

    public Placement Place(QueueEntry queue, JobEntry job)
    {
        string? reason = null;
        var isFull = false;
        foreach (var environment in queue.Environments)
        {
            if (!environment.IsUsable)
            {
                reason ??= environment.Status == ResourceStatus.Invalid ? StatusReasons.ActionRequired + " - CE(s) associated with the job queue are invalid" : null;
            }
            else if (Misfit(environment, job.Terms) is { } misfit)
            {
                reason ??= misfit;
            }
            else if (environment.UsedVCpus + job.Terms.VCpus > environment.MaxVCpus)
            {
                isFull = true;
            }
            else if (_faults.Of(FaultKind.InsufficientCapacity, environment.Name) is { } fault)
            {
                reason = fault.Reason ?? $"{StatusReasons.NoCapacity} - Service cannot fulfill the capacity requested for instance type [{environment.InstanceTypes[0].Name}]";
                if (_quirks.IsOn(AwsQuirks.NoCapacityFallback))
                {
                    return new Placement(null, reason, _clock.Scale(_delays.CapacityRetry));
                }
            }
            else
            {
                return Provision(environment) is { } wait ? new Placement(null, Again: wait) : new Placement(environment);
            }
        }

        return new Placement(null, isFull ? null : reason, reason?.StartsWith(StatusReasons.NoCapacity, StringComparison.Ordinal) == true ? _clock.Scale(_delays.CapacityRetry) : null);
    }

    /// <summary>An environment keeps its machine for a while.</summary>
    public void KeepWarm(EnvironmentEntry environment) => environment.WarmUntil = _clock.Now + _clock.Scale(Linger);

    private string? Misfit(EnvironmentEntry environment, JobTerms terms)
    {
        if (environment.IsManaged && terms.IsFargate != environment.IsFargate)
        {
            return StatusReasons.JobRequirement + " - The job's platform is not that of the CE(s) attached to the job queue.";
        }

        if (terms.VCpus > environment.MaxVCpus)
        {
            return StatusReasons.MaxResource + " - CE(s) associated with the job queue cannot meet the job's requirement: max vCPU is less than required.";
        }

        var usable = _quirks.IsOn(AwsQuirks.UsableMemory) ? UsableShare : 1;
        return environment.IsFargate || !environment.IsManaged || environment.InstanceTypes.Any(type =>
            type.VCpus >= terms.VCpus && type.MemoryMiB * usable >= terms.MemoryMiB && type.Gpus >= terms.Gpus)
            ? null
            : StatusReasons.JobRequirement + " - The job resource requirement (vCPU/memory/GPU) is higher than that can be met by the CE(s) attached to the job queue.";
    }

    /// <summary>How long a machine still takes; null when one is there.</summary>
    private TimeSpan? Provision(EnvironmentEntry environment)
    {
        var now = _clock.Now;
        var delay = _clock.Scale(_delays.Provisioning);
        if (delay <= TimeSpan.Zero || environment.UsedVCpus > 0 || now < environment.WarmUntil || (long?)environment.Resources?["minvCpus"] > 0 || !environment.IsManaged)
        {
            return null;
        }

        environment.ProvisionedAt ??= now + delay;
        if (environment.ProvisionedAt > now)
        {
            return environment.ProvisionedAt - now;
        }

        environment.ProvisionedAt = null;
        KeepWarm(environment);
        return null;
    }
}
