using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Azure.Wire.Pools;

namespace MultiBatch.Providers.Azure.Planning;

/// <summary>Mounts: folders of the node, and file systems that the pool has mounted there.</summary>
internal static class MountFields
{
    // Where Linux nodes have the pool's mounts.
    private const string NodeMounts = "/mnt/batch/tasks/fsmounts/";

    public static void Plan(JobSpec spec, PlanFacts facts, JobDraft draft, DispositionList list)
    {
        for (var place = 0; place < spec.Mounts?.Count; place++)
        {
            var item = SpecPointers.Item(SpecPointers.Mounts, place);
            var mount = spec.Mounts[place];
            if (!Plan(mount, item, facts.Pool, draft, list))
            {
                list.ForEachBelow(item, pointer => FieldDisposition.Unverified(pointer, "the pool has to be read"));
            }

            list.Honor(item + "/source", item + "/target", item + "/readOnly");
        }
    }

    private static bool Plan(Mount mount, string item, PoolFacts? pool, JobDraft draft, DispositionList list)
    {
        if (pool is null)
        {
            return false;
        }

        var source = mount.Source;
        if (source.Contains("://"))
        {
            if (pool.Mounts.Select(known => (known, path: PathOf(known, source))).FirstOrDefault(pair => pair.path is not null).path is not { } path)
            {
                list.Add(FieldDisposition.Rejected(
                    item + "/source", $"the pool '{pool.Id}' does not mount {source}, and a task cannot", "an environment that mounts it (native.azure.mountConfiguration)", AzureSources.Mounts));
                return true;
            }

            source = NodeMounts + path.Trim('/');
        }

        if (!pool.HasContainers)
        {
            if (source != mount.Target || mount.ReadOnly == true)
            {
                list.Add(FieldDisposition.Rejected(
                    item + "/target", $"a process sees the files of its node where they are, {source}, and may write where its user may", $"target {source}, or a queue with containers",
                    AzureSources.Mounts));
            }

            return true;
        }

        if (source.Contains(':') || mount.Target.Contains(':') || source.Any(char.IsWhiteSpace) || mount.Target.Any(char.IsWhiteSpace) || source.Contains('"') || mount.Target.Contains('"'))
        {
            list.Add(FieldDisposition.Rejected(item + "/source", "paths with colons, quotes or blanks cannot be written as an option of the container", "another path"));
            return true;
        }

        draft.RunOptions.Add($"-v {source}:{mount.Target}{(mount.ReadOnly == true ? ":ro" : string.Empty)}");
        return true;
    }

    private static string? PathOf(MountConfiguration known, string source)
    {
        var (found, path) = known switch
        {
            { NfsMountConfiguration: { } nfs } => ("nfs://" + nfs.Source?.Replace(":/", "/"), nfs.RelativeMountPath),
            { CifsMountConfiguration: { } cifs } => ("cifs://" + cifs.Source?.TrimStart('/', '\\'), cifs.RelativeMountPath),
            { AzureBlobFileSystemConfiguration: { } blob } => ($"azblob://{blob.AccountName}/{blob.ContainerName}", blob.RelativeMountPath),
            { AzureFileShareConfiguration: { } share } => ($"azfile://{share.AccountName}/{share.AzureFileUrl?.TrimEnd('/').Split('/').Last()}", share.RelativeMountPath),
            _ => (string.Empty, null),
        };
        return string.Equals(found.TrimEnd('/'), source.TrimEnd('/'), StringComparison.OrdinalIgnoreCase) ? path : null;
    }
}
