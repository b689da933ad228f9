using MultiBatch.Jobs;
using MultiBatch.Planning;

namespace MultiBatch.Providers.Local.Planning;

/// <summary>
/// Mounts: a process sees the machine as it is, so a path can be "mounted" only where it already is, and nobody can keep the task from
/// writing to it.
/// </summary>
internal static class MountFields
{
    public static void Plan(JobSpec spec, PlanFacts facts, DispositionList list)
    {
        for (var place = 0; place < spec.Mounts?.Count; place++)
        {
            Plan(spec.Mounts[place], SpecPointers.Item(SpecPointers.Mounts, place), facts, list);
        }
    }

    private static void Plan(Mount mount, string pointer, PlanFacts facts, DispositionList list)
    {
        list.Add(mount.Source.Contains("://")
            ? FieldDisposition.Rejected(pointer + "/source", $"nothing here mounts '{mount.Source}'", "mount it on this machine and name its path")
            : facts.Exists?.Invoke(mount.Source) == false
            ? FieldDisposition.Rejected(pointer + "/source", $"there is no '{mount.Source}' on this machine", "create it, or name another path")
            : FieldDisposition.Honored(pointer + "/source"));
        list.Add(Normalize(mount.Source) != Normalize(mount.Target)
            ? FieldDisposition.Rejected(
                pointer + "/target",
                "a process sees the files of this machine where they are; without a container nothing can appear at another path",
                $"use the source as the target ({mount.Source})")
            : FieldDisposition.Honored(pointer + "/target", "the task finds the path where it is"));
        if (mount.ReadOnly is { } readOnly)
        {
            list.Add(readOnly
                ? FieldDisposition.Rejected(
                    pointer + "/readOnly",
                    "nothing keeps a process of the same user from writing to a path it may write to",
                    "leave readOnly out and protect the path by its permissions")
                : FieldDisposition.Honored(pointer + "/readOnly"));
        }
    }

    private static string Normalize(string path) => path.Length > 1 ? path.TrimEnd('/', '\\') : path;
}
