using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Wire.Definitions;
using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>Native containers as specs, for jobs and definitions that were not made through this provider. What has no portable field is left out.</summary>
internal static class SpecMapper
{
    public static JobSpec From(JobDefinitionDetail definition)
    {
        var container = definition.ContainerProperties ?? new ContainerProperties();
        var parameters = (definition.Parameters ?? new Dictionary<string, string>()).Where(pair => pair.Key is not (AwsParameters.Spec or AwsParameters.Indexes))
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        return new JobSpec
        {
            Parameters = parameters.Count > 0 ? parameters : null,
            Command = container.Command is { Count: > 0 } ? container.Command : null,
            Image = container.Image,
            Env = Environment(container.Environment),
            Secrets = Secrets(container.Secrets),
            Mounts = Mounts(container.Volumes, container.MountPoints),
            Resources = Resources(container.ResourceRequirements, container.Vcpus, container.Memory, container.RuntimePlatform),
            Identity = Identity(container.JobRoleArn, container.ExecutionRoleArn),
            Attempts = RetryMapper.From(definition.RetryStrategy),
            Timeout = Timeout(definition.Timeout),
        };
    }

    /// <summary>The spec of a job; null when its container is not described.</summary>
    public static JobSpec? From(JobDetail job)
    {
        if (job.Container is not { } container)
        {
            return null;
        }

        var labels = AwsTags.WithoutOurs(job.Tags);
        return new JobSpec
        {
            Name = JobNames.Split(job.JobName ?? string.Empty).Name,
            Queue = Arn.NameOf(job.JobQueue ?? string.Empty),
            Command = container.Command is { Count: > 0 } ? container.Command : null,
            Image = container.Image,
            Env = Environment(container.Environment),
            Secrets = Secrets(container.Secrets),
            Mounts = Mounts(container.Volumes, container.MountPoints),
            Resources = Resources(container.ResourceRequirements, container.Vcpus, container.Memory, container.RuntimePlatform),
            Identity = Identity(container.JobRoleArn, container.ExecutionRoleArn),
            Attempts = RetryMapper.From(job.RetryStrategy),
            Timeout = Timeout(job.Timeout),
            Labels = labels.Count > 0 ? labels : null,
            Array = job.ArrayProperties is { Size: { } size, Index: null } ? new ArraySpec { Size = size } : null,
        };
    }

    private static Dictionary<string, string>? Environment(IReadOnlyList<EnvironmentVariable>? variables)
    {
        var own = (variables ?? []).Where(variable => variable.Name is { } name
            && !name.StartsWith("AWS_BATCH", StringComparison.Ordinal) && !name.StartsWith(RuntimeVariables.Prefix, StringComparison.Ordinal)).ToList();
        return own.Count == 0 ? null : own.GroupBy(variable => variable.Name!, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().Value ?? string.Empty, StringComparer.Ordinal);
    }

    private static Dictionary<string, SecretReference>? Secrets(IReadOnlyList<ContainerSecret>? secrets)
    {
        var own = (secrets ?? []).Where(secret => secret.Name is not null && !string.IsNullOrWhiteSpace(secret.ValueFrom)).ToList();
        return own.Count == 0 ? null : own.GroupBy(secret => secret.Name!, StringComparer.Ordinal).ToDictionary(group => group.Key, group => new SecretReference(group.Last().ValueFrom!), StringComparer.Ordinal);
    }

    private static List<Mount>? Mounts(IReadOnlyList<ContainerVolume>? volumes, IReadOnlyList<MountPoint>? points)
    {
        var mounts = new List<Mount>();
        foreach (var point in points ?? [])
        {
            var volume = volumes?.FirstOrDefault(candidate => candidate.Name == point.SourceVolume);
            var source = volume?.Host?.SourcePath
                ?? (volume?.EfsVolumeConfiguration is { FileSystemId: { } system } efs ? "efs://" + system + (efs.RootDirectory is null or "/" ? string.Empty : efs.RootDirectory) : null);
            if (source is not null && point.ContainerPath is { } target)
            {
                mounts.Add(new Mount { Source = source, Target = target, ReadOnly = point.ReadOnly });
            }
        }

        return mounts.Count == 0 ? null : mounts;
    }

    private static ResourceSpec? Resources(IReadOnlyList<ResourceRequirement>? requirements, int? vCpus, int? memory, RuntimePlatform? platform)
    {
        var resources = new ResourceSpec
        {
            VCpus = Number(requirements, "VCPU") ?? (vCpus is > 0 ? vCpus : null),
            Memory = (Number(requirements, "MEMORY") ?? (memory is > 0 ? memory : null)) is { } mebibytes ? ByteSize.FromMebibytes((long)mebibytes) : null,
            Gpu = Number(requirements, "GPU") is { } gpus and >= 1 ? new GpuSpec { Count = (int)gpus } : null,
            Architecture = platform?.CpuArchitecture switch
            {
                "ARM64" => CpuArchitecture.Arm64,
                "X86_64" => CpuArchitecture.Amd64,
                _ => null,
            },
        };
        return resources == new ResourceSpec() ? null : resources;
    }

    private static double? Number(IReadOnlyList<ResourceRequirement>? requirements, string type) =>
        double.TryParse(requirements?.FirstOrDefault(requirement => requirement.Type == type)?.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static JobIdentity? Identity(string? task, string? execution) =>
        string.IsNullOrEmpty(task) && string.IsNullOrEmpty(execution)
            ? null
            : new JobIdentity { Task = string.IsNullOrEmpty(task) ? null : task, Execution = string.IsNullOrEmpty(execution) ? null : execution };

    private static TimeSpan? Timeout(JobTimeout? timeout) => timeout?.AttemptDurationSeconds is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null;
}
