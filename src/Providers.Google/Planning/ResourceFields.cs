using System.Globalization;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Google.Mapping;
using MultiBatch.Providers.Google.Wire.Jobs;

namespace MultiBatch.Providers.Google.Planning;

/// <summary>vCPUs, memory, GPUs and disks. What a task asks for decides how many share a machine, so both are always sent.</summary>
internal static class ResourceFields
{
    // What the service itself takes for a task that asks for nothing.
    private const long DefaultCpuMilli = 2000;
    private const long DefaultMebibytes = 2000;

    private const long Gibibyte = 1024L * 1024 * 1024;
    private const string DataDevice = "multibatch-data";
    private const string DefaultDataPath = "/mnt/disks/data";
    private const string GpuImage = "batch-debian";

    public static void Plan(JobSpec spec, ComputeEnvironmentSpec? environment, JobDraft draft, DispositionList list)
    {
        PlanVCpus(spec.Resources?.VCpus, draft, list);
        PlanMemory(spec.Resources?.Memory, draft, list);
        PlanGpu(spec.Resources?.Gpu, draft, list);
        PlanBootDisk(spec.Resources?.BootDisk, environment, draft, list);
        PlanDataDisk(spec.Resources?.DataDisk, draft, list);
    }

    private static void PlanVCpus(double? asked, JobDraft draft, DispositionList list)
    {
        draft.CpuMilli = asked is { } vCpus ? (long)Math.Ceiling(Math.Round(vCpus * 1000, 3)) : DefaultCpuMilli;
        var used = draft.CpuMilli / 1000d;
        list.Add(asked is not { } number ? FieldDisposition.Defaulted(SpecPointers.VCpus, Text(used), "what the service gives a task that asks for none")
            : Math.Abs(number - used) > 1e-9 ? FieldDisposition.Rounded(SpecPointers.VCpus, Text(number), Text(used), "the service counts thousandths of a vCPU", GoogleSources.Job)
            : FieldDisposition.Honored(SpecPointers.VCpus, GoogleReasons.Limits));
    }

    private static void PlanMemory(ByteSize? asked, JobDraft draft, DispositionList list)
    {
        draft.MemoryMib = asked?.MebibytesRoundedUp ?? DefaultMebibytes;
        var used = ByteSize.FromMebibytes(draft.MemoryMib);
        list.Add(asked is not { } size ? FieldDisposition.Defaulted(SpecPointers.Memory, used.ToString(), "what the service gives a task that asks for none")
            : size != used ? FieldDisposition.Rounded(SpecPointers.Memory, size.ToString(), used.ToString(), "the service counts MiB", GoogleSources.Job)
            : FieldDisposition.Honored(SpecPointers.Memory, GoogleReasons.Limits));
    }

    private static void PlanGpu(GpuSpec? gpu, JobDraft draft, DispositionList list)
    {
        if (gpu is null)
        {
            return;
        }

        var type = gpu.Model is { } model ? GpuTypes.Find(model) : null;
        if (gpu.Model is not null && type is null)
        {
            list.Add(FieldDisposition.Rejected(SpecPointers.GpuModel, $"the service has no GPU '{gpu.Model}'", string.Join(", ", GpuTypes.Models), GoogleSources.Gpus));
        }
        else if (gpu.Model is null && !(draft.MachineType is { } machine && MachineTypes.HasGpus(machine)))
        {
            list.Add(FieldDisposition.Rejected(
                SpecPointers.GpuModel, "the service attaches GPUs by model, and none is named", $"one of {string.Join(", ", GpuTypes.Models)}, or a machine type with GPUs of its own", GoogleSources.Gpus));
        }

        list.Honor(SpecPointers.GpuCount);
        if (list.IsOpen(SpecPointers.GpuModel))
        {
            list.Add(FieldDisposition.Honored(SpecPointers.GpuModel, type == gpu.Model ? null : type));
        }

        draft.Gpu = type is null ? null : new Accelerator { Type = type, Count = gpu.Count ?? 1, DriverVersion = draft.Native.Settings.GpuDriverVersion ?? draft.Place.Settings.GpuDriverVersion };
        draft.HasGpu = true;
    }

    private static void PlanBootDisk(DiskSpec? disk, ComputeEnvironmentSpec? environment, JobDraft draft, DispositionList list)
    {
        var size = disk?.Size ?? environment?.BootDisk?.Size;
        var gigabytes = size is { } bytes ? Math.Max(GoogleLimits.SmallestBootDisk, WholeGigabytes(bytes)) : (long?)null;
        var type = disk?.Type ?? environment?.BootDisk?.Type;

        // The service's own images differ in what drivers they can be given.
        var image = environment?.MachineImage ?? (draft.HasGpu ? GpuImage : null);
        draft.BootDisk = gigabytes is null && type is null && image is null ? null : new Disk { SizeGb = gigabytes, Type = type, Image = image };
        if (disk?.Size is { } own)
        {
            list.Add(Size(SpecPointers.BootDiskSize, own, gigabytes!.Value, $"disks have whole GB, at least {GoogleLimits.SmallestBootDisk}"));
        }

        list.Honor(SpecPointers.BootDiskType);
    }

    private static void PlanDataDisk(DataDiskSpec? disk, JobDraft draft, DispositionList list)
    {
        if (disk is null)
        {
            return;
        }

        var type = disk.Type ?? "pd-balanced";
        var path = disk.MountPath ?? DefaultDataPath;
        var isLocal = type == "local-ssd";
        var unit = isLocal ? GoogleLimits.LocalSsdSize : 1;
        var gigabytes = Math.Max(unit == 1 ? GoogleLimits.SmallestBootDisk : unit, (WholeGigabytes(disk.Size ?? ByteSize.FromGibibytes(unit == 1 ? 100 : unit)) + unit - 1) / unit * unit);
        draft.Disks.Add(new AttachedDisk { DeviceName = DataDevice, NewDisk = new Disk { Type = type, SizeGb = gigabytes } });
        draft.Volumes.Add(new Volume { DeviceName = DataDevice, MountPath = path, MountOptions = ["rw", "async"] });
        draft.Binds.Add($"{path}:{path}:rw");
        if (disk.Size is { } size)
        {
            list.Add(Size(
                SpecPointers.DataDiskSize, size, gigabytes,
                isLocal ? $"local SSDs have {GoogleLimits.LocalSsdSize} GB each" : $"disks have whole GB, at least {GoogleLimits.SmallestBootDisk}"));
        }
        else
        {
            list.Add(FieldDisposition.Defaulted(SpecPointers.DataDiskSize, gigabytes.ToString(CultureInfo.InvariantCulture) + "GiB", "no size is named"));
        }

        list.Add(disk.Type is null ? FieldDisposition.Defaulted(SpecPointers.DataDiskType, type, "no type is named") : FieldDisposition.Honored(SpecPointers.DataDiskType));
        list.Add(disk.MountPath is null ? FieldDisposition.Defaulted(SpecPointers.DataDiskMountPath, path, "no path is named")
            : path.StartsWith('/') ? FieldDisposition.Honored(SpecPointers.DataDiskMountPath)
            : FieldDisposition.Rejected(SpecPointers.DataDiskMountPath, $"'{path}' is no absolute path", "write a path that begins with /", GoogleSources.Storage));
    }

    private static FieldDisposition Size(string pointer, ByteSize asked, long gigabytes, string why) =>
        asked.Bytes == gigabytes * Gibibyte
            ? FieldDisposition.Honored(pointer)
            : FieldDisposition.Rounded(pointer, asked.ToString(), gigabytes.ToString(CultureInfo.InvariantCulture) + "GiB", why, GoogleSources.Storage);

    private static long WholeGigabytes(ByteSize size) => (size.Bytes + Gibibyte - 1) / Gibibyte;

    private static string Text(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
