using MultiBatch.JobFiles.Reading;
using MultiBatch.Jobs;

namespace MultiBatch.JobFiles.Fields;

/// <summary>The keys of <see cref="ResourceSpec"/> and of what it holds.</summary>
internal static class ResourceFields
{
    public static ObjectReader<DiskSpec> BootDisk { get; } = new("a boot disk", new DiskSpec(),
    [
        Field<DiskSpec>.Of("size", Scalars.Size("the size of a disk"), (disk, value) => disk with { Size = value }),
        Field<DiskSpec>.Of("type", Scalars.Line("the type of a disk"), (disk, value) => disk with { Type = value }),
    ]);

    public static ObjectReader<DataDiskSpec> DataDisk { get; } = new("a data disk", new DataDiskSpec(),
    [
        Field<DataDiskSpec>.Of("size", Scalars.Size("the size of a disk"), (disk, value) => disk with { Size = value }),
        Field<DataDiskSpec>.Of("type", Scalars.Line("the type of a disk"), (disk, value) => disk with { Type = value }),
        Field<DataDiskSpec>.Of("mountPath", Paths.Absolute("the mount path of a disk"), (disk, value) => disk with { MountPath = value }),
    ]);

    public static ObjectReader<GpuSpec> GpuObject { get; } = new("the GPUs of a task", new GpuSpec(),
    [
        Field<GpuSpec>.Of("count", Scalars.WholeNumber("the number of GPUs", least: 1), (gpu, value) => gpu with { Count = value }),
        Field<GpuSpec>.Of("model", Scalars.Line("the model of a GPU"), (gpu, value) => gpu with { Model = value }),
    ]);

    public static ValueReader<GpuSpec> Gpu { get; } =
        ShortForm.Number("the number of GPUs", count => new GpuSpec { Count = count }, GpuObject.TryRead);

    public static ObjectReader<ResourceSpec> Reader { get; } = new("the resources of a task", new ResourceSpec(),
    [
        Field<ResourceSpec>.Of("vcpus", Scalars.Number("the number of vCPUs"), (spec, value) => spec with { VCpus = value }),
        Field<ResourceSpec>.Of("memory", Scalars.Size("the memory of a task"), (spec, value) => spec with { Memory = value }),
        Field<ResourceSpec>.Of("gpu", Gpu, (spec, value) => spec with { Gpu = value }).With(GpuObject.Keys),
        Field<ResourceSpec>.Of<CpuArchitecture>("architecture", Scalars.Choice, (spec, value) => spec with { Architecture = value }),
        Field<ResourceSpec>.Of("machineType", Scalars.Line("the name of a machine type"), (spec, value) => spec with { MachineType = value }),
        Field<ResourceSpec>.Of("bootDisk", BootDisk, (spec, value) => spec with { BootDisk = value }),
        Field<ResourceSpec>.Of("dataDisk", DataDisk, (spec, value) => spec with { DataDisk = value }),
    ]);
}
