using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Aws.Wire.Definitions;

namespace MultiBatch.Providers.Aws.Planning;

/// <summary>Mounts: folders of the host, and EFS file systems as <c>efs://fs-0123/path</c>.</summary>
internal static class MountFields
{
    private const string Efs = "efs://";

    public static void Plan(JobSpec spec, JobDraft draft, DispositionList list)
    {
        for (var place = 0; place < spec.Mounts?.Count; place++)
        {
            var mount = spec.Mounts[place];
            var pointer = SpecPointers.Item(SpecPointers.Mounts, place);
            var name = "mount-" + place.ToString(CultureInfo.InvariantCulture);
            list.Add(PlanSource(mount.Source, pointer + "/source", name, draft));
            list.Add(mount.Target.StartsWith('/')
                ? FieldDisposition.Honored(pointer + "/target")
                : FieldDisposition.Rejected(pointer + "/target", $"'{mount.Target}' is no absolute path in a Linux container", "write a path that begins with /", AwsSources.ContainerProperties));
            list.Honor(pointer + "/readOnly");
            draft.MountPoints.Add(new MountPoint { SourceVolume = name, ContainerPath = mount.Target, ReadOnly = mount.ReadOnly });
        }
    }

    private static FieldDisposition PlanSource(string source, string pointer, string name, JobDraft draft)
    {
        if (source.StartsWith(Efs, StringComparison.Ordinal))
        {
            var rest = source.Substring(Efs.Length);
            var slash = rest.IndexOf('/');
            var system = slash < 0 ? rest : rest.Substring(0, slash);
            if (!system.StartsWith("fs-", StringComparison.Ordinal))
            {
                return FieldDisposition.Rejected(pointer, $"'{system}' is no id of an EFS file system", "write efs://fs-0123abcd/path", AwsSources.Efs);
            }

            draft.Volumes.Add(new ContainerVolume
            {
                Name = name,
                EfsVolumeConfiguration = new EfsVolumeConfiguration
                {
                    FileSystemId = system,
                    RootDirectory = slash < 0 || slash == rest.Length - 1 ? "/" : rest.Substring(slash),
                    TransitEncryption = "ENABLED",
                },
            });
            return FieldDisposition.Honored(pointer, "mounted over TLS");
        }

        if (source.Contains("://", StringComparison.Ordinal))
        {
            return FieldDisposition.Rejected(pointer, $"the service mounts folders of the host and EFS, not '{source}'", "efs://fs-0123abcd/path, or read it in the task", AwsSources.ContainerProperties);
        }

        if (!source.StartsWith('/'))
        {
            return FieldDisposition.Rejected(pointer, $"'{source}' is no absolute path of a Linux host", "write a path that begins with /", AwsSources.ContainerProperties);
        }

        if (draft.Platform == Platform.Fargate)
        {
            return FieldDisposition.Rejected(pointer, "Fargate has no host whose folders could be mounted", "efs://fs-0123abcd/path", AwsSources.Fargate);
        }

        draft.Volumes.Add(new ContainerVolume { Name = name, Host = new VolumeHost { SourcePath = source } });
        return FieldDisposition.Honored(pointer, "a folder of whichever machine runs the task");
    }
}
