using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Google.Wire.Jobs;

namespace MultiBatch.Providers.Google.Planning;

/// <summary>
/// Mounts: buckets (<c>gs://bucket/path</c>), NFS (<c>nfs://server/path</c>), existing disks (<c>disk://name</c>) and folders of the machine. On the machine
/// itself they are mounted where the task finds them; for a container beside, and handed in.
/// </summary>
internal static class MountFields
{
    private const string Bucket = "gs://";
    private const string Nfs = "nfs://";
    private const string ExistingDisk = "disk://";

    public static void Plan(JobSpec spec, JobDraft draft, DispositionList list)
    {
        for (var place = 0; place < spec.Mounts?.Count; place++)
        {
            var mount = spec.Mounts[place];
            var pointer = SpecPointers.Item(SpecPointers.Mounts, place);
            var number = place.ToString(CultureInfo.InvariantCulture);
            var isReadOnly = mount.ReadOnly == true;

            // The machine's image may allow mounts below /mnt/disks only; a container sees them where it wants to.
            var path = draft.Image is null ? mount.Target : "/mnt/disks/multibatch-" + number;
            var source = PlanSource(mount, pointer + "/source", number, path, isReadOnly, draft, out var host);
            list.Add(source);
            list.Add(mount.Target.StartsWith('/')
                ? FieldDisposition.Honored(pointer + "/target")
                : FieldDisposition.Rejected(pointer + "/target", $"'{mount.Target}' is no absolute path in Linux", "write a path that begins with /", GoogleSources.Storage));
            if (list.IsOpen(pointer + "/readOnly"))
            {
                list.Add(isReadOnly && draft.Image is null && source.Kind != DispositionKind.Rejected && host == mount.Source
                    ? FieldDisposition.Rejected(pointer + "/readOnly", "a folder of the machine is as writable as it is to the task", "run the task in an image", GoogleSources.Storage)
                    : FieldDisposition.Honored(pointer + "/readOnly"));
            }

            draft.Binds.Add($"{host}:{mount.Target}:{(isReadOnly ? "ro" : "rw")}");
        }
    }

    private static FieldDisposition PlanSource(Mount mount, string pointer, string number, string path, bool isReadOnly, JobDraft draft, out string host)
    {
        host = path;
        var source = mount.Source;
        if (source.StartsWith(Bucket, StringComparison.Ordinal))
        {
            var remote = source.Substring(Bucket.Length).TrimEnd('/');
            draft.Volumes.Add(new Volume { Gcs = new GcsVolume { RemotePath = remote }, MountPath = path, MountOptions = isReadOnly ? ["-o ro", "--implicit-dirs"] : ["--implicit-dirs"] });
            return remote.Length > 0
                ? FieldDisposition.Honored(pointer, "by Cloud Storage FUSE")
                : FieldDisposition.Rejected(pointer, "no bucket is named", "gs://bucket/path", GoogleSources.Storage);
        }

        if (source.StartsWith(Nfs, StringComparison.Ordinal))
        {
            var rest = source.Substring(Nfs.Length);
            var slash = rest.IndexOf('/');
            draft.Volumes.Add(new Volume
            {
                Nfs = new NfsVolume { Server = slash < 0 ? rest : rest.Substring(0, slash), RemotePath = slash < 0 ? "/" : rest.Substring(slash) },
                MountPath = path,
                MountOptions = isReadOnly ? ["ro"] : null,
            });
            return slash > 0
                ? FieldDisposition.Honored(pointer)
                : FieldDisposition.Rejected(pointer, $"'{source}' names no exported folder", "nfs://server/path", GoogleSources.Storage);
        }

        if (source.StartsWith(ExistingDisk, StringComparison.Ordinal))
        {
            var disk = source.Substring(ExistingDisk.Length);
            var device = "multibatch-" + number;
            draft.Disks.Add(new AttachedDisk { DeviceName = device, ExistingDisk = disk });
            draft.Volumes.Add(new Volume { DeviceName = device, MountPath = path, MountOptions = [isReadOnly ? "ro,noload" : "rw", "async"] });
            return disk.Length > 0
                ? FieldDisposition.Honored(pointer, "a disk of the job's zone")
                : FieldDisposition.Rejected(pointer, "no disk is named", "disk://name", GoogleSources.Storage);
        }

        host = source;
        return source.Contains("://") ? FieldDisposition.Rejected(
                pointer, $"the service mounts buckets, NFS and disks, not '{source}'", "gs://bucket/path, nfs://server/path or disk://name", GoogleSources.Storage)
            : !source.StartsWith('/') ? FieldDisposition.Rejected(pointer, $"'{source}' is no absolute path of a Linux machine", "write a path that begins with /", GoogleSources.Storage)
            : draft.Image is null && source != mount.Target ? FieldDisposition.Rejected(
                pointer, "a task without an image finds the folders of its machine where they are", $"the target {source}, or an image", GoogleSources.Storage)
            : FieldDisposition.Honored(pointer, "a folder of whichever machine runs the task");
    }
}
