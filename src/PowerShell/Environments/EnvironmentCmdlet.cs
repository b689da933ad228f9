using System.Collections;
using System.Management.Automation;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;
using MultiBatch.PowerShell.Jobs;
using MultiBatch.PowerShell.Pipeline;
using MultiBatch.Resources;

namespace MultiBatch.PowerShell.Environments;

/// <summary>What <c>New-BatchEnvironment</c> and <c>Set-BatchEnvironment</c> share: how an environment is described.</summary>
public abstract class EnvironmentCmdlet : BatchCmdlet
{
    private protected EnvironmentCmdlet()
    {
    }

    /// <summary>Who has the machines: managed, serverless or unmanaged.</summary>
    [Parameter]
    public EnvironmentKind? Kind { get; set; }

    /// <summary>The most vCPUs in use at the same time.</summary>
    [Parameter]
    [ValidateRange(0.001, 10000000.0)]
    public double? MaxVCpu { get; set; }

    /// <summary>vCPUs kept ready when nothing runs.</summary>
    [Parameter]
    [ValidateRange(0.0, 10000000.0)]
    public double? MinVCpu { get; set; }

    /// <summary>The most memory in use at the same time, as 64GB.</summary>
    [Parameter]
    [SizeTransformation]
    public BatchSize? MaxMemory { get; set; }

    /// <summary>The machine types to choose from, as the provider names them.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(MachineTypeCompleter))]
    public string[]? MachineType { get; set; }

    /// <summary>How machines are bought: on-demand or spot.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PurchaseCompleter))]
    public string? Purchase { get; set; }

    /// <summary>The instruction set.</summary>
    [Parameter]
    public CpuArchitecture? Architecture { get; set; }

    /// <summary>The image the machines start from.</summary>
    [Parameter]
    public string? MachineImage { get; set; }

    /// <summary>The size of the disk the machines start from.</summary>
    [Parameter]
    [SizeTransformation]
    public BatchSize? BootDisk { get; set; }

    /// <summary>The network of the machines.</summary>
    [Parameter]
    public string? Network { get; set; }

    /// <summary>The subnets of the machines.</summary>
    [Parameter]
    public string[]? Subnet { get; set; }

    /// <summary>The security groups of the machines.</summary>
    [Parameter]
    public string[]? SecurityGroup { get; set; }

    /// <summary>The cloud identity of the machines.</summary>
    [Parameter]
    public string? MachineIdentity { get; set; }

    /// <summary>Whether it takes new jobs.</summary>
    [Parameter]
    public bool? Enabled { get; set; }

    /// <summary>Labels: names with values, for people and filters.</summary>
    [Parameter]
    public Hashtable? Label { get; set; }

    /// <summary>Returns when the request is accepted, and not when the environment is ready.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>The connection. Default: the one in use.</summary>
    [Parameter]
    [ConnectionNameTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? Connection { get; set; }

    internal override string Subject => "Environment";

    /// <summary>Only what was given: the rest of an environment stays as it is.</summary>
    private protected ComputeEnvironmentSpec Spec(string name) => new()
    {
        Name = name,
        Kind = Kind,
        MaxVCpus = MaxVCpu,
        MinVCpus = MinVCpu,
        MaxMemory = BatchSize.ToSize(MaxMemory),
        MachineTypes = MachineType,
        Purchase = Purchase is null ? null : MultiBatch.Jobs.Purchase.Parse(Purchase),
        Architecture = Architecture,
        MachineImage = MachineImage,
        BootDisk = BootDisk is null ? null : new DiskSpec { Size = BatchSize.ToSize(BootDisk) },
        Network = Network is null && Subnet is null && SecurityGroup is null ? null : new NetworkSpec { Network = Network, Subnets = Subnet, SecurityGroups = SecurityGroup },
        MachineIdentity = MachineIdentity,
        Enabled = Enabled,
        Labels = InputMaps.Texts(Label, "-Label"),
    };

    private protected async Task PutAsync(string name, bool update, CancellationToken cancellationToken)
    {
        try
        {
            var client = await Connections.ClientAsync(Connection, cancellationToken).ConfigureAwait(false);
            var spec = Spec(name);
            foreach (var note in (await client.Environments.PlanAsync(spec, update, PlanMode.Connected, cancellationToken).ConfigureAwait(false)).Dispositions.Where(note => note.Kind is DispositionKind.Rounded or DispositionKind.Emulated))
            {
                await WarnAsync($"Environment {name}: {note}").ConfigureAwait(false);
            }

            var options = new ResourceOptions { Wait = !NoWait.IsPresent };
            var environment = update
                ? await client.Environments.UpdateAsync(spec, options, cancellationToken).ConfigureAwait(false)
                : await client.Environments.CreateAsync(spec, options, cancellationToken).ConfigureAwait(false);
            await WriteAsync(new BatchEnvironment(environment, client.Connection ?? client.Provider)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is BatchException or CmdletInputException or FormatException)
        {
            await ReportAsync(e, name).ConfigureAwait(false);
        }
    }
}
