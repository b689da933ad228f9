using System.Globalization;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Wire.Common;
using MultiBatch.Providers.Azure.Wire.Pools;
using MultiBatch.Serialization;

namespace MultiBatch.Providers.Azure.Planning;

/// <summary>Translates environments to pools, field by field. Pure: the images that the service supports are read before.</summary>
internal sealed class EnvironmentPlanner
{
    private const string DefaultSize = "Standard_D2s_v5";
    private const string DefaultArmSize = "Standard_D2ps_v5";

    private readonly ComputeEnvironmentSpec _spec;
    private readonly ComputeEnvironmentSpec? _current;
    private readonly bool _isUpdate;
    private readonly AzureBatchOptions _options;
    private readonly IReadOnlyList<ImageInformation>? _images;
    private readonly DateTimeOffset _now;
    private readonly DispositionList _list;
    private readonly PoolSection _native;
    private readonly string _vmSize;
    private readonly VmSize? _size;

    /// <param name="spec">The environment, or the changes to one.</param>
    /// <param name="current">With changes: what it is now; null when nobody was asked.</param>
    /// <param name="isUpdate">True for changes.</param>
    /// <param name="options">Defaults of the connection.</param>
    /// <param name="images">The images the service supports; null for a plan that may ask nobody.</param>
    /// <param name="now">The time.</param>
    public EnvironmentPlanner(
        ComputeEnvironmentSpec spec, ComputeEnvironmentSpec? current, bool isUpdate, AzureBatchOptions options, IReadOnlyList<ImageInformation>? images, DateTimeOffset now)
    {
        (_spec, _current, _isUpdate, _options, _images, _now) = (spec, current, isUpdate, options, images, now);
        _list = new DispositionList(SpecFields.Of(spec));
        _native = PoolSection.Read(spec.Native);
        _vmSize = First(spec.MachineTypes) ?? First(current?.MachineTypes) ?? options.VmSize
            ?? (spec.Architecture == CpuArchitecture.Arm64 ? DefaultArmSize : DefaultSize);
        _size = VmSize.Find(_vmSize);
    }

    private bool HasOwnNodes => _native.Pool.TargetDedicatedNodes is not null || _native.Pool.TargetLowPriorityNodes is not null || _native.Pool.AutoScaleFormula is not null;

    private bool NeedsContainers => _native.Containers ?? _options.Image is not null;

    private PurchaseKind Purchase => (_spec.Purchase ?? _current?.Purchase ?? MultiBatch.Jobs.Purchase.OnDemand).Kind;

    private double? MaxVCpus => _spec.MaxVCpus ?? _current?.MaxVCpus;

    private double MinVCpus => _spec.MinVCpus ?? _current?.MinVCpus ?? 0;

    private bool IsEnabled => _spec.Enabled ?? _current?.Enabled ?? true;

    public IReadOnlyList<FieldDisposition> Plan()
    {
        _list.Honor("/name", "/labels");
        if (_list.IsOpen("/kind"))
        {
            _list.Add(_spec.Kind == EnvironmentKind.Managed && !_isUpdate ? FieldDisposition.Honored("/kind")
                : _isUpdate ? FieldDisposition.Rejected("/kind", "the kind of an environment is fixed", "create another environment")
                : FieldDisposition.Rejected("/kind", "pools are the service's own machines", "managed", AzureSources.Pools));
        }

        if (_list.IsOpen("/enabled"))
        {
            _list.Add(FieldDisposition.Emulated("/enabled", _spec.Enabled == true ? "the pool gets its nodes" : "the pool is shrunk to no nodes; what runs there ends first"));
        }

        PlanSize();
        PlanMachine();
        PlanNetwork();
        PlanNative();
        return _list.Complete(AzureProviderName.Value);
    }

    /// <summary>How the pool is to scale.</summary>
    public PoolScaling Scaling()
    {
        var most = NodesOf(MaxVCpus ?? 0, atLeast: 1);
        return IsEnabled
            ? new PoolScaling { Least = Math.Min(most, MinVCpus <= 0 ? 0 : (int)Math.Ceiling(MinVCpus / (_size?.VCpus ?? 1))), Most = most, Purchase = Purchase }
            : new PoolScaling { Least = 0, Most = 0, Purchase = Purchase };
    }

    public IReadOnlyList<NameValuePair> WriteMetadata() => Metadata.Write(
        _spec.Labels ?? _current?.Labels,
        (Metadata.MaxVCpus, MaxVCpus is { } most ? Text(most) : null),
        (Metadata.MinVCpus, MinVCpus > 0 ? Text(MinVCpus) : null),
        (Metadata.Purchase, _native.Pool is { TargetDedicatedNodes: > 0, TargetLowPriorityNodes: > 0 } ? "mixed" : Purchase == PurchaseKind.Spot ? "spot" : "on-demand"),
        (Metadata.Enabled, IsEnabled ? null : "false"));

    public PoolAddRequest Create()
    {
        var scaling = Scaling();
        var image = Image();
        var own = _native.Pool;
        var machine = own.VirtualMachineConfiguration ?? new VirtualMachineConfiguration();
        var request = own with
        {
            Id = _spec.Name,
            VmSize = _vmSize,
            VirtualMachineConfiguration = machine with
            {
                ImageReference = image?.ImageReference,
                NodeAgentSkuId = machine.NodeAgentSkuId ?? image?.NodeAgentSkuId,
                ContainerConfiguration = machine.ContainerConfiguration ?? (NeedsContainers ? new ContainerConfiguration { Type = "dockerCompatible" } : null),
                OSDisk = _spec.BootDisk?.Size is { } size ? (machine.OSDisk ?? new OSDisk()) with { DiskSizeGB = (int)Math.Ceiling(size.Bytes / (1024d * 1024 * 1024)) } : machine.OSDisk,
            },
            TaskSlotsPerNode = own.TaskSlotsPerNode ?? (_size is { } known ? Slots.OfNode(known.VCpus) : null),
            TaskSchedulingPolicy = own.TaskSchedulingPolicy ?? new TaskSchedulingPolicy { NodeFillType = "pack" },
            NetworkConfiguration = Network(own.NetworkConfiguration),
            Metadata = WriteMetadata(),
        };
        if (HasOwnNodes)
        {
            return own.AutoScaleFormula is null ? request : request with { EnableAutoScale = true };
        }

        return scaling.IsFixed
            ? request with { TargetDedicatedNodes = scaling.Dedicated, TargetLowPriorityNodes = scaling.LowPriority }
            : request with { EnableAutoScale = true, AutoScaleFormula = scaling.Formula, AutoScaleEvaluationInterval = own.AutoScaleEvaluationInterval ?? PoolScaling.Interval };
    }

    private ImageInformation? Image()
    {
        var name = _spec.MachineImage ?? _options.MachineImage;
        return name is not null && name.StartsWith('/')
            ? new ImageInformation { ImageReference = new ImageReference { VirtualMachineImageId = name } }
            : ImageChooser.Choose(_images ?? [], name, NeedsContainers, _spec.Architecture ?? _size?.Architecture ?? CpuArchitecture.Amd64, _now);
    }

    private void PlanSize()
    {
        if (_spec.MachineTypes is { } types)
        {
            _list.Add(_isUpdate ? FieldDisposition.Rejected("/machineTypes", "the VM size of a pool is fixed here", "create another environment", AzureSources.Pools)
                : types.Count != 1 ? FieldDisposition.Rejected("/machineTypes", $"a pool has one VM size, not {types.Count}", "one of them; several environments for several", AzureSources.Pools)
                : _size is null && !HasOwnNodes ? FieldDisposition.Rejected(
                    "/machineTypes", $"nothing is known of the VM size {_vmSize}, so that vCPUs cannot be counted", "give native.azure.targetDedicatedNodes or targetLowPriorityNodes", AzureSources.Sizes)
                : FieldDisposition.Honored("/machineTypes", _size is { } size ? $"{size.VCpus} vCPUs and {Text(size.Gibibytes)} GiB by its name" : null));
        }
        else if (!_isUpdate)
        {
            _list.Add(FieldDisposition.Defaulted("/machineTypes", _vmSize, _options.VmSize is null ? "a general size that is not about to be retired" : "the connection's"));
        }

        if (_spec.MaxVCpus is null && !_isUpdate && !HasOwnNodes)
        {
            _list.Add(FieldDisposition.Rejected("/maxVcpus", "an environment needs a size", "write how many vCPUs it may have", AzureSources.Pools));
        }

        PlanVCpus("/maxVcpus", _spec.MaxVCpus, atLeast: 1, "nodes are whole");
        PlanVCpus("/minVcpus", _spec.MinVCpus, atLeast: 0, "nodes are whole");
        _list.RejectIfSet("/maxMemory", AzureReasons.MaxMemory, "write maxVcpus", AzureSources.Sizes);
        if (_spec.Purchase is { } purchase)
        {
            _list.Add(_isUpdate ? FieldDisposition.Rejected("/purchase", "how nodes are bought is fixed here", "create another environment")
                : purchase.Kind == PurchaseKind.SpotThenOnDemand ? FieldDisposition.Rejected(
                    "/purchase", "a pool has spot nodes, dedicated ones, or both at the same time", "native.azure.targetDedicatedNodes with targetLowPriorityNodes", AzureSources.Spot)
                : FieldDisposition.Honored("/purchase"));
        }

        if (_spec.Architecture is { } architecture)
        {
            _list.Add(_isUpdate ? FieldDisposition.Rejected("/architecture", "it follows from the VM size, which is fixed", "create another environment")
                : _size is not { } size || size.Architecture == architecture ? FieldDisposition.Honored("/architecture")
                : FieldDisposition.Rejected("/architecture", $"{_vmSize} is {EnumText.Format(size.Architecture)}", "a size of that instruction set", AzureSources.Sizes));
        }
    }

    private void PlanVCpus(string pointer, double? vCpus, int atLeast, string why)
    {
        if (vCpus is not { } number)
        {
            return;
        }

        if (HasOwnNodes)
        {
            _list.Add(FieldDisposition.Rejected(pointer, "native.azure says how many nodes there are", "one of both"));
            return;
        }

        var used = NodesOf(number, atLeast) * (_size?.VCpus ?? 1);
        _list.Add(pointer == "/minVcpus" && number > (MaxVCpus ?? double.MaxValue) ? FieldDisposition.Rejected(pointer, "it is more than maxVcpus", "at most maxVcpus")
            : _size is not null && used != number ? FieldDisposition.Rounded(pointer, Text(number), Text(used), $"{why}: {_vmSize} has {_size.VCpus} vCPUs", AzureSources.Sizes)
            : FieldDisposition.Honored(pointer, pointer == "/maxVcpus" && !Scaling().IsFixed
                ? "grows with the number of waiting tasks, looked at every five minutes; a node for each, whatever its share of one" : null));
    }

    private int NodesOf(double vCpus, int atLeast) => (int)Math.Max(atLeast, Math.Min(int.MaxValue, Math.Floor(vCpus / (_size?.VCpus ?? 1))));

    private void PlanMachine()
    {
        if (_isUpdate)
        {
            _list.RejectIfSet("/machineImage", "the image of a pool is fixed here", "create another environment");
            _list.ForEachBelow("/bootDisk", pointer => FieldDisposition.Rejected(pointer, "the disks of a pool are fixed", "create another environment"));
        }
        else if (_images is null)
        {
            if (_list.IsOpen("/machineImage"))
            {
                _list.Add(FieldDisposition.Unverified("/machineImage", "the supported images have to be read"));
            }
        }
        else
        {
            PlanImage();
        }

        _list.RejectIfSet("/bootDisk/type", "the service chooses the kind of the disk", "native.azure.virtualMachineConfiguration.osDisk", AzureSources.Pools);
        _list.Honor("/bootDisk/size");
        _list.RejectIfSet("/machineIdentity", AzureReasons.Identity, "create the pool there, with an identity, and name it as environment of a queue", AzureSources.Identity);
    }

    private void PlanImage()
    {
        var asked = _spec.MachineImage ?? _options.MachineImage;
        var image = Image();
        var agent = image?.NodeAgentSkuId ?? _native.Pool.VirtualMachineConfiguration?.NodeAgentSkuId;
        var until = image?.BatchSupportEndOfLife is { } end ? $", supported until {end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : string.Empty;
        _list.Add(image?.ImageReference is not { } reference
            ? FieldDisposition.Rejected(
                "/machineImage", asked is null ? $"the service supports no image of Linux{(NeedsContainers ? " with a container runtime" : string.Empty)}" : $"'{asked}' is no image the service supports",
                "publisher:offer:sku of one of GET /supportedimages, or the resource id of an image with native.azure.virtualMachineConfiguration.nodeAgentSKUId", AzureSources.Pools)
            : agent is null ? FieldDisposition.Rejected(
                "/machineImage", "an image of one's own needs a node agent that fits it", "native.azure.virtualMachineConfiguration.nodeAgentSKUId", AzureSources.Pools)
            : image.BatchSupportEndOfLife < _now ? FieldDisposition.Rejected("/machineImage", $"the service no longer supports {ImageChooser.NameOf(reference)}{until}", "a newer one", AzureSources.Pools)
            : _spec.MachineImage is not null ? FieldDisposition.Honored("/machineImage", $"{agent}{until}")
            : FieldDisposition.Defaulted("/machineImage", ImageChooser.NameOf(reference), (asked is null ? "the newest that fits" : "the connection's") + until));
    }

    private void PlanNetwork()
    {
        if (_isUpdate)
        {
            _list.ForEachBelow("/network", pointer => FieldDisposition.Rejected(pointer, "the network of a pool is fixed", "create another environment"));
            return;
        }

        _list.RejectIfSet("/network/network", "the network follows from the subnet", "write network.subnets", AzureSources.Pools);
        _list.RejectIfSet("/network/securityGroups", "security groups belong to subnets", "leave it out", AzureSources.Pools);
        if (_spec.Network?.Subnets is { } subnets)
        {
            _list.Add(subnets.Count == 1
                ? FieldDisposition.Honored("/network/subnets")
                : FieldDisposition.Rejected("/network/subnets", $"a pool is in one subnet, not in {subnets.Count}", "one of them", AzureSources.Pools));
        }
        else if (_options.Subnet is { } subnet)
        {
            _list.Add(FieldDisposition.Defaulted("/network/subnets", subnet, "the connection's"));
        }

        _list.Honor("/network/publicAddress");
    }

    private NetworkConfiguration? Network(NetworkConfiguration? own)
    {
        var subnet = First(_spec.Network?.Subnets) ?? _options.Subnet;
        var provision = _spec.Network?.PublicAddress is { } isPublic ? isPublic ? "batchmanaged" : "nopublicipaddresses" : null;
        return subnet is null && provision is null ? own : (own ?? new NetworkConfiguration()) with
        {
            SubnetId = subnet ?? own?.SubnetId,
            PublicIPAddressConfiguration = provision is null ? own?.PublicIPAddressConfiguration : new PublicIPAddressConfiguration { Provision = provision },
        };
    }

    private void PlanNative()
    {
        const string Pointer = "/native/azure";
        if (_list.IsOpen(Pointer))
        {
            _list.Add(_native.Problem is { } problem ? FieldDisposition.Rejected(Pointer, problem, "containers, and members of the API's pool")
                : _isUpdate ? FieldDisposition.Rejected(Pointer, "members of the pool can be given at creation only", "create another environment")
                : FieldDisposition.Honored(Pointer, "merged into the request"));
        }

        _list.ForEachBelow("/native", pointer => FieldDisposition.Honored(pointer, "for another provider; skipped here"));
    }

    private static string? First(IReadOnlyList<string>? list) => list is { Count: > 0 } ? list[0] : null;

    private static string Text(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
