using MultiBatch.Environments;
using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Reading;
using MultiBatch.JobFiles.Syntax;
using MultiBatch.Jobs;

namespace MultiBatch.JobFiles.Fields;

/// <summary>The keys of <see cref="ComputeEnvironmentSpec"/>.</summary>
internal static class EnvironmentFields
{
    public static ObjectReader<NetworkSpec> Network { get; } = new("a network", new NetworkSpec(),
    [
        Field<NetworkSpec>.Of("network", Scalars.Line("the name of a network"), (network, value) => network with { Network = value }),
        Field<NetworkSpec>.Of("subnets", Ids("subnets", "a subnet"), (network, value) => network with { Subnets = value }),
        Field<NetworkSpec>.Of("securityGroups", Ids("security groups", "a security group"), (network, value) => network with { SecurityGroups = value }),
        Field<NetworkSpec>.Of<bool>("publicAddress", Scalars.Flag, (network, value) => network with { PublicAddress = value }),
    ]);

    public static ObjectReader<ComputeEnvironmentSpec> Reader { get; } = new("an environment", new ComputeEnvironmentSpec { Name = string.Empty },
    [
        Field<ComputeEnvironmentSpec>.Of("name", Scalars.Line("the name of an environment"), (spec, value) => spec with { Name = value }, isRequired: true),
        Field<ComputeEnvironmentSpec>.Of<EnvironmentKind>("kind", Scalars.Choice, (spec, value) => spec with { Kind = value }),
        Field<ComputeEnvironmentSpec>.Of("maxVcpus", Scalars.Number("the most vCPUs"), (spec, value) => spec with { MaxVCpus = value }),
        Field<ComputeEnvironmentSpec>.Of("minVcpus", Scalars.Number("the least vCPUs", mayBeZero: true), (spec, value) => spec with { MinVCpus = value }),
        Field<ComputeEnvironmentSpec>.Of("maxMemory", Scalars.Size("the most memory"), (spec, value) => spec with { MaxMemory = value }),
        Field<ComputeEnvironmentSpec>.Of("machineTypes", Ids("machine types", "a machine type"), (spec, value) => spec with { MachineTypes = value }),
        Field<ComputeEnvironmentSpec>.Of("purchase", SharedFields.Purchase, (spec, value) => spec with { Purchase = value }),
        Field<ComputeEnvironmentSpec>.Of<CpuArchitecture>("architecture", Scalars.Choice, (spec, value) => spec with { Architecture = value }),
        Field<ComputeEnvironmentSpec>.Of("machineImage", Scalars.Line("the image of a machine"), (spec, value) => spec with { MachineImage = value }),
        Field<ComputeEnvironmentSpec>.Of("bootDisk", ResourceFields.BootDisk, (spec, value) => spec with { BootDisk = value }),
        Field<ComputeEnvironmentSpec>.Of("network", Network, (spec, value) => spec with { Network = value }),
        Field<ComputeEnvironmentSpec>.Of("machineIdentity", Scalars.Line("the identity of a machine"), (spec, value) => spec with { MachineIdentity = value }),
        Field<ComputeEnvironmentSpec>.Of<bool>("enabled", Scalars.Flag, (spec, value) => spec with { Enabled = value }),
        Field<ComputeEnvironmentSpec>.Of("labels", SharedFields.Labels, (spec, value) => spec with { Labels = value }),
        Field<ComputeEnvironmentSpec>.Of("native", SharedFields.Native, (spec, value) => spec with { Native = value }),
    ],
    Check);

    private static ValueReader<IReadOnlyList<string>> Ids(string many, string one) =>
        Collections.List($"a list of {many}", Scalars.Line("the name of " + one), mayBeEmpty: false);

    private static void Check(ComputeEnvironmentSpec spec, MappingNode node, Scope scope)
    {
        if (spec.MinVCpus > spec.MaxVCpus)
        {
            scope.Key("minVcpus").Report(NodePath.Find(node, ["minVcpus"]).Start, "'minVcpus' is above 'maxVcpus'; lower it, or raise the other.");
        }
    }
}
