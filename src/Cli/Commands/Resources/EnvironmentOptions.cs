using System.CommandLine;
using MultiBatch.Cli.Input;
using MultiBatch.Environments;
using MultiBatch.Jobs;

namespace MultiBatch.Cli.Commands.Resources;

/// <summary>The options of <c>environment create</c> and <c>update</c>.</summary>
internal sealed class EnvironmentOptions
{
    private readonly Option<string?> _name = new("--name") { Description = "Name of the environment.", HelpName = "NAME", Required = true };
    private readonly Option<string?> _kind = CommandExtensions.Text("--kind", "KIND", "managed, serverless or unmanaged.");
    private readonly Option<string?> _maxVCpus = CommandExtensions.Text("--max-vcpus", "N", "The most vCPUs in use at the same time.");
    private readonly Option<string?> _minVCpus = CommandExtensions.Text("--min-vcpus", "N", "vCPUs kept ready when nothing runs.");
    private readonly Option<string?> _maxMemory = CommandExtensions.Text("--max-memory", "SIZE", "The most memory in use at the same time.");
    private readonly Option<string[]> _types = CommandExtensions.Texts("--machine-type", "TYPE", "Machine type to choose from. May be repeated.");
    private readonly Option<string?> _purchase = CommandExtensions.Text("--purchase", "KIND", "on-demand or spot.");
    private readonly Option<string?> _architecture = CommandExtensions.Text("--arch", "ARCH", "amd64 or arm64.");
    private readonly Option<string?> _image = CommandExtensions.Text("--machine-image", "IMAGE", "Image the machines start from.");
    private readonly Option<string[]> _subnets = CommandExtensions.Texts("--subnet", "ID", "Subnet. May be repeated.");
    private readonly Option<string[]> _groups = CommandExtensions.Texts("--security-group", "ID", "Security group. May be repeated.");
    private readonly Option<string?> _identity = CommandExtensions.Text("--machine-identity", "ID", "Cloud identity of the machines.");
    private readonly Option<string[]> _labels = CommandExtensions.Texts("--label", "NAME=VALUE", "Label. May be repeated.");
    private readonly Option<bool> _enable = CommandExtensions.Flag("--enable", "Take new jobs.");
    private readonly Option<bool> _disable = CommandExtensions.Flag("--disable", "Take no new jobs.");

    public Symbol[] All => [_name, _kind, _maxVCpus, _minVCpus, _maxMemory, _types, _purchase, _architecture, _image, _subnets, _groups, _identity, _labels, _enable, _disable];

    public ComputeEnvironmentSpec Read(ParseResult parse)
    {
        var values = new Values();
        var subnets = parse.GetValue(_subnets);
        var groups = parse.GetValue(_groups);
        var spec = new ComputeEnvironmentSpec
        {
            Name = parse.GetValue(_name)!,
            Kind = values.Choice<EnvironmentKind>("--kind", parse.GetValue(_kind)),
            MaxVCpus = values.Positive("--max-vcpus", parse.GetValue(_maxVCpus)),
            MinVCpus = values.Positive("--min-vcpus", parse.GetValue(_minVCpus)),
            MaxMemory = values.Size("--max-memory", parse.GetValue(_maxMemory)),
            MachineTypes = parse.GetValue(_types) is { Length: > 0 } types ? types : null,
            Purchase = values.Parsed("--purchase", parse.GetValue(_purchase), Purchase.Parse),
            Architecture = values.Choice<CpuArchitecture>("--arch", parse.GetValue(_architecture)),
            MachineImage = parse.GetValue(_image),
            Network = subnets is { Length: > 0 } || groups is { Length: > 0 }
                ? new NetworkSpec { Subnets = subnets is { Length: > 0 } ? subnets : null, SecurityGroups = groups is { Length: > 0 } ? groups : null }
                : null,
            MachineIdentity = parse.GetValue(_identity),
            Labels = values.Pairs("--label", parse.GetValue(_labels)),
            Enabled = Switch.Read(parse.GetValue(_enable), parse.GetValue(_disable), values),
        };
        values.ThrowIfAny();
        return spec;
    }
}
