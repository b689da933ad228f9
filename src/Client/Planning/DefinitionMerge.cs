using MultiBatch.Definitions;
using MultiBatch.Jobs;

namespace MultiBatch.Planning;

/// <summary>
/// Lays a spec over a definition. What the spec sets wins; maps are merged name by name, groups of settings member by member,
/// lists and single values are taken whole.
/// </summary>
internal static class DefinitionMerge
{
    public static JobSpec Lay(JobSpec spec, JobDefinition definition)
    {
        var template = definition.Job;
        var ownCommand = spec.Command is not null || spec.Script is not null;
        return spec with
        {
            Queue = spec.Queue ?? template.Queue,
            Parameters = Merge(template.Parameters, spec.Parameters),
            Command = ownCommand ? spec.Command : template.Command,
            Script = ownCommand ? spec.Script : template.Script,
            Image = spec.Image ?? template.Image,
            // A variable is either given or a secret: the spec's word counts, in whichever of the two it stands.
            Env = Merge(Without(template.Env, spec.Secrets), spec.Env),
            Secrets = Merge(Without(template.Secrets, spec.Env), spec.Secrets),
            Mounts = spec.Mounts ?? template.Mounts,
            Resources = Merge(template.Resources, spec.Resources),
            Identity = Merge(template.Identity, spec.Identity),
            Exclusive = spec.Exclusive ?? template.Exclusive,
            Purchase = spec.Purchase ?? template.Purchase,
            Attempts = Merge(template.Attempts, spec.Attempts),
            Timeout = spec.Timeout ?? template.Timeout,
            Priority = spec.Priority ?? template.Priority,
            Labels = Merge(template.Labels, spec.Labels),
            Native = Merge(template.Native, spec.Native),
        };
    }

    private static IReadOnlyDictionary<string, T>? Merge<T>(IReadOnlyDictionary<string, T>? below, IReadOnlyDictionary<string, T>? above)
    {
        if (below is null || below.Count == 0 || above is null || above.Count == 0)
        {
            return above is null || (above.Count == 0 && below is not null) ? below : above;
        }

        var merged = new Dictionary<string, T>(below.Count + above.Count, StringComparer.Ordinal);
        foreach (var pair in below)
        {
            merged[pair.Key] = pair.Value;
        }

        foreach (var pair in above)
        {
            merged[pair.Key] = pair.Value;
        }

        return merged;
    }

    private static IReadOnlyDictionary<string, T>? Without<T, TOther>(IReadOnlyDictionary<string, T>? map, IReadOnlyDictionary<string, TOther>? names)
    {
        if (map is null || names is null || !map.Keys.Any(names.ContainsKey))
        {
            return map;
        }

        var rest = map.Where(pair => !names.ContainsKey(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        return rest.Count == 0 ? null : rest;
    }

    private static ResourceSpec? Merge(ResourceSpec? below, ResourceSpec? above) => below is null || above is null ? above ?? below : above with
    {
        VCpus = above.VCpus ?? below.VCpus,
        Memory = above.Memory ?? below.Memory,
        Gpu = below.Gpu is null || above.Gpu is null ? above.Gpu ?? below.Gpu : above.Gpu with
        {
            Count = above.Gpu.Count ?? below.Gpu.Count,
            Model = above.Gpu.Model ?? below.Gpu.Model,
        },
        Architecture = above.Architecture ?? below.Architecture,
        MachineType = above.MachineType ?? below.MachineType,
        BootDisk = below.BootDisk is null || above.BootDisk is null ? above.BootDisk ?? below.BootDisk : above.BootDisk with
        {
            Size = above.BootDisk.Size ?? below.BootDisk.Size,
            Type = above.BootDisk.Type ?? below.BootDisk.Type,
        },
        DataDisk = below.DataDisk is null || above.DataDisk is null ? above.DataDisk ?? below.DataDisk : above.DataDisk with
        {
            Size = above.DataDisk.Size ?? below.DataDisk.Size,
            Type = above.DataDisk.Type ?? below.DataDisk.Type,
            MountPath = above.DataDisk.MountPath ?? below.DataDisk.MountPath,
        },
    };

    private static JobIdentity? Merge(JobIdentity? below, JobIdentity? above) => below is null || above is null ? above ?? below : above with
    {
        Task = above.Task ?? below.Task,
        Execution = above.Execution ?? below.Execution,
    };

    private static AttemptPolicy? Merge(AttemptPolicy? below, AttemptPolicy? above) => below is null || above is null ? above ?? below : above with
    {
        Max = above.Max ?? below.Max,
        Rules = above.Rules ?? below.Rules,
        Otherwise = above.Otherwise ?? below.Otherwise,
    };
}
