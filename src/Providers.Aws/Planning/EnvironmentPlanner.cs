using System.Globalization;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Wire.Environments;
using MultiBatch.Serialization;

namespace MultiBatch.Providers.Aws.Planning;

/// <summary>Translates environments, field by field. Pure.</summary>
internal sealed class EnvironmentPlanner
{
    private const string SpotStrategy = "SPOT_PRICE_CAPACITY_OPTIMIZED";
    private const string Ec2Strategy = "BEST_FIT_PROGRESSIVE";

    private readonly ComputeEnvironmentSpec _spec;
    private readonly bool _isUpdate;
    private readonly AwsBatchOptions _options;
    private readonly EnvironmentKind _kind;
    private readonly PurchaseKind _purchase;
    private readonly DispositionList _list;
    private readonly NativeResources _native;

    /// <param name="spec">The environment, or the changes to one.</param>
    /// <param name="current">With changes: what it is now; null when nobody was asked.</param>
    /// <param name="isUpdate">True for changes.</param>
    /// <param name="options">Defaults of the connection.</param>
    public EnvironmentPlanner(ComputeEnvironmentSpec spec, ComputeEnvironmentSpec? current, bool isUpdate, AwsBatchOptions options)
    {
        _spec = spec;
        _isUpdate = isUpdate;
        _options = options;
        _kind = spec.Kind ?? current?.Kind ?? EnvironmentKind.Managed;
        _purchase = (spec.Purchase ?? current?.Purchase ?? Purchase.OnDemand).Kind;
        _list = new DispositionList(SpecFields.Of(spec));
        _native = NativeResources.Read(spec.Native);
    }

    private bool IsEc2 => _kind == EnvironmentKind.Managed;

    private bool HasResources => _kind != EnvironmentKind.Unmanaged;

    public IReadOnlyList<FieldDisposition> Plan()
    {
        _list.Honor("/name", "/enabled", "/labels");
        PlanKind();
        PlanSize();
        PlanTypes();
        PlanMachine();
        PlanNetwork();
        PlanNative();
        return _list.Complete(AwsProviderName.Value);
    }

    public CreateComputeEnvironmentRequest Create() => new()
    {
        ComputeEnvironmentName = _spec.Name,
        Type = HasResources ? EnvironmentKinds.Managed : EnvironmentKinds.Unmanaged,
        State = ResourceStatus.State(_spec.Enabled ?? true),
        UnmanagedvCpus = HasResources ? null : Whole(_spec.MaxVCpus),
        ServiceRole = _native.ServiceRole ?? _options.ServiceRole,
        Tags = _spec.Labels is { Count: > 0 } ? _spec.Labels : null,
        ComputeResources = !HasResources ? null : _native.Merge(new ComputeResource
        {
            Type = EnvironmentKinds.ResourceType(_kind, _purchase),
            MaxvCpus = Whole(_spec.MaxVCpus),
            MinvCpus = IsEc2 ? Whole(_spec.MinVCpus) ?? 0 : null,
            AllocationStrategy = !IsEc2 ? null : _purchase == PurchaseKind.Spot ? SpotStrategy : Ec2Strategy,
            InstanceTypes = IsEc2 ? Types() : null,
            Subnets = _spec.Network?.Subnets ?? _options.Subnets,
            SecurityGroupIds = _spec.Network?.SecurityGroups ?? _options.SecurityGroups,
            InstanceRole = IsEc2 ? _spec.MachineIdentity ?? _options.InstanceRole : null,
            Ec2Configuration = Images(),
        }),
    };

    public UpdateComputeEnvironmentRequest Update() => new()
    {
        ComputeEnvironment = _spec.Name,
        State = _spec.Enabled is { } enabled ? ResourceStatus.State(enabled) : null,
        UnmanagedvCpus = HasResources ? null : Whole(_spec.MaxVCpus),
        ServiceRole = _native.ServiceRole,
        ComputeResources = HasResources && ChangesResources ? new ComputeResourceUpdate
        {
            MaxvCpus = Whole(_spec.MaxVCpus),
            MinvCpus = Whole(_spec.MinVCpus),
            InstanceTypes = _spec.MachineTypes,
            Subnets = _spec.Network?.Subnets,
            SecurityGroupIds = _spec.Network?.SecurityGroups,
            InstanceRole = _spec.MachineIdentity,
            Ec2Configuration = Images(),
        }
        : null,
    };

    private bool ChangesResources => _spec.MaxVCpus is not null || _spec.MinVCpus is not null || _spec.MachineTypes is not null
        || _spec.Network is not null || _spec.MachineIdentity is not null || _spec.MachineImage is not null;

    private void PlanKind()
    {
        if (_list.IsOpen("/kind"))
        {
            _list.Add(_isUpdate
                ? FieldDisposition.Rejected("/kind", "the kind of an environment is fixed", "create another environment", AwsSources.Environments)
                : FieldDisposition.Honored("/kind", _kind == EnvironmentKind.Serverless ? "Fargate" : null));
        }

        if (_spec.Purchase is { } purchase)
        {
            _list.Add(_isUpdate ? FieldDisposition.Rejected("/purchase", "how machines are bought is fixed here", "create another environment", AwsSources.Environments)
                : purchase.Kind == PurchaseKind.SpotThenOnDemand ? FieldDisposition.Rejected(
                    "/purchase", "an environment buys in one way", "a queue with a spot environment, and a queue NAME--od with one on demand")
                : _kind == EnvironmentKind.Unmanaged ? FieldDisposition.Rejected("/purchase", "the machines are yours to buy", "leave it out")
                : FieldDisposition.Honored("/purchase"));
        }
    }

    private void PlanSize()
    {
        PlanVCpus("/maxVcpus", _spec.MaxVCpus);
        if (_spec.MaxVCpus is null && !_isUpdate && HasResources)
        {
            _list.Add(FieldDisposition.Rejected("/maxVcpus", "an environment needs a size", "write how many vCPUs it may have", AwsSources.Environments));
        }

        if (_spec.MinVCpus is not null && !IsEc2)
        {
            _list.RejectIfSet("/minVcpus", "only machines of the service's own can be kept ready", "leave it out", AwsSources.Environments);
        }
        else
        {
            PlanVCpus("/minVcpus", _spec.MinVCpus);
        }

        _list.RejectIfSet("/maxMemory", AwsReasons.MaxMemory, "write maxVcpus", AwsSources.Environments);
    }

    private void PlanVCpus(string pointer, double? vCpus)
    {
        if (vCpus is { } number)
        {
            _list.Add(number != Math.Ceiling(number)
                ? FieldDisposition.Rounded(pointer, Text(number), Text(Math.Ceiling(number)), "environments have whole vCPUs", AwsSources.Environments)
                : FieldDisposition.Honored(pointer));
        }
    }

    private void PlanTypes()
    {
        if (!IsEc2)
        {
            _list.RejectIfSet("/machineTypes", "there are no machines to choose here", "leave it out", AwsSources.Environments);
            if (_list.IsOpen("/architecture"))
            {
                _list.Add(_kind == EnvironmentKind.Serverless
                    ? FieldDisposition.Rejected("/architecture", "on Fargate each job says its own", "write resources.architecture on the job", AwsSources.Fargate)
                    : FieldDisposition.Rejected("/architecture", "the machines are yours", "leave it out"));
            }

            return;
        }

        _list.Honor("/machineTypes");
        if (_spec.MachineTypes is null && !_isUpdate)
        {
            _list.Add(FieldDisposition.Defaulted("/machineTypes", string.Join(", ", Types()), "the service's choice"));
        }

        if (_spec.Architecture is { } architecture)
        {
            var types = _spec.MachineTypes ?? (_isUpdate ? [] : Types());
            var other = types.FirstOrDefault(type => InstanceTypes.ArchitectureOf(type) is { } own && own != architecture);
            _list.Add(other is not null
                ? FieldDisposition.Rejected("/architecture", $"instance type '{other}' is not {EnumText.Format(architecture)}", "types of one instruction set", AwsSources.Environments)
                : _isUpdate && _spec.MachineTypes is null
                ? FieldDisposition.Rejected("/architecture", "it follows from the machine types", "write machineTypes", AwsSources.Environments)
                : FieldDisposition.Honored("/architecture"));
        }
    }

    private void PlanMachine()
    {
        if (!IsEc2)
        {
            _list.RejectIfSet("/machineImage", "there are no machines of the service's own here", "leave it out", AwsSources.Environments);
            _list.RejectIfSet("/machineIdentity", "there are no machines of the service's own here", "write identity on the job", AwsSources.Environments);
        }

        _list.Honor("/machineImage");
        _list.Honor("/machineIdentity");
        _list.ForEachBelow("/bootDisk", pointer => FieldDisposition.Rejected(
            pointer, "disks come with a launch template", "native.aws.computeResources.launchTemplate", AwsSources.Environments));
        if (IsEc2 && _spec.MachineIdentity is null && !_isUpdate && _options.InstanceRole is { } role)
        {
            _list.Add(FieldDisposition.Defaulted("/machineIdentity", role, "the connection's"));
        }
    }

    private void PlanNetwork()
    {
        _list.RejectIfSet("/network/network", "the network follows from the subnets", "write network.subnets", AwsSources.Environments);
        _list.RejectIfSet("/network/publicAddress", "public addresses are a matter of the subnets, or on Fargate of the job", "leave it out", AwsSources.Environments);
        if (!HasResources)
        {
            _list.RejectIfSet("/network/subnets", "the machines are yours to place", "leave it out", AwsSources.Environments);
            _list.RejectIfSet("/network/securityGroups", "the machines are yours to place", "leave it out", AwsSources.Environments);
            return;
        }

        _list.Honor("/network/subnets", "/network/securityGroups");
        if (!_isUpdate)
        {
            PlanPlace("/network/subnets", _spec.Network?.Subnets, _options.Subnets ?? _native.Resources?.Subnets, "subnets");
            PlanPlace("/network/securityGroups", _spec.Network?.SecurityGroups, _options.SecurityGroups ?? _native.Resources?.SecurityGroupIds, "security groups");
        }
    }

    private void PlanPlace(string pointer, IReadOnlyList<string>? own, IReadOnlyList<string>? ofConnection, string what)
    {
        if (own is not null)
        {
            return;
        }

        // Security groups may come with a launch template.
        _list.Add(ofConnection is { Count: > 0 } ? FieldDisposition.Defaulted(pointer, string.Join(", ", ofConnection), "the connection's")
            : _native.Resources?.LaunchTemplate is not null && what != "subnets" ? FieldDisposition.Defaulted(pointer, "those of the launch template", "none are named")
            : FieldDisposition.Rejected(pointer, $"a managed environment needs {what}, and the service has no default for them", "name them here, or on the connection", AwsSources.Environments));
    }

    private void PlanNative()
    {
        const string Pointer = "/native/aws";
        if (_list.IsOpen(Pointer))
        {
            _list.Add(_native.Problem is { } problem ? FieldDisposition.Rejected(Pointer, problem, "members of the API's computeResources")
                : _isUpdate && _native.Resources is not null ? FieldDisposition.Rejected(Pointer, "computeResources can be given at creation only", "create another environment")
                : FieldDisposition.Honored(Pointer, "merged into the request"));
        }

        _list.ForEachBelow("/native", pointer => FieldDisposition.Honored(pointer, "for another provider; skipped here"));
    }

    private IReadOnlyList<string> Types() =>
        _spec.MachineTypes ?? (_spec.Architecture == CpuArchitecture.Arm64 ? ["default_arm64"] : [InstanceTypes.Optimal]);

    private List<Ec2Configuration>? Images() => !IsEc2 || _spec.MachineImage is not { } image ? null
        : image.StartsWith("ami-", StringComparison.Ordinal)
        ? [new Ec2Configuration { ImageType = "ECS_AL2023", ImageIdOverride = image }]
        : [new Ec2Configuration { ImageType = image }];

    private static int? Whole(double? number) => number is { } value ? (int)Math.Min(int.MaxValue, Math.Ceiling(value)) : null;

    private static string Text(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
