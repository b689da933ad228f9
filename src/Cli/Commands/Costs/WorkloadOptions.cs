using System.CommandLine;
using MultiBatch.Cli.Input;
using MultiBatch.Costs.Comparing;
using MultiBatch.Jobs;

namespace MultiBatch.Cli.Commands.Costs;

/// <summary>The options that describe a question of cost.</summary>
internal sealed class WorkloadOptions
{
    private readonly Option<string?> _vcpus = CommandExtensions.Text("--vcpus", "N", "vCPUs of one task, as 4 or 0.5. Default: 1.");
    private readonly Option<string?> _memory = CommandExtensions.Text("--memory", "SIZE", "Memory of one task, as 16GiB. Default: as it comes.");
    private readonly Option<string?> _gpu = CommandExtensions.Text("--gpu", "MODEL", "GPU model, as T4 or A100 (which takes A100-80GB too), or any.");
    private readonly Option<string?> _gpus = CommandExtensions.Text("--gpus", "N", "GPUs of one task. Default: 1 with --gpu, else none.");
    private readonly Option<string?> _architecture = CommandExtensions.Text("--arch", "ARCH", "Instruction set: amd64 or arm64. Default: amd64.");
    private readonly Option<string?> _machineType = CommandExtensions.Text("--machine-type", "TYPE", "Only this machine type.");
    private readonly Option<string?> _duration = CommandExtensions.Text("--duration", "DURATION", "How long one task runs, as 2h. Default: 1h.");
    private readonly Option<string?> _count = CommandExtensions.Text("--count", "N", "How many tasks. Default: 1.");
    private readonly Option<string?> _parallelism = CommandExtensions.Text("--parallelism", "N", "How many tasks run at the same time. Default: all.");
    private readonly Option<string?> _boot = CommandExtensions.Text("--boot", "DURATION", "Paid time before a machine's first task. Default: 2m, azure 3m, containers 30s.");
    private readonly Option<string?> _disk = CommandExtensions.Text("--disk", "SIZE", "Network disk of each machine.");
    private readonly Option<bool> _address = CommandExtensions.Flag("--public-address", "Each machine has a public IPv4 address.");
    private readonly Option<string?> _egress = CommandExtensions.Text("--egress", "SIZE", "What each task sends to the internet.");
    private readonly Option<string?> _logs = CommandExtensions.Text("--logs", "SIZE", "What each task logs.");

    public Symbol[] Needs => [_vcpus, _memory, _gpu, _gpus, _architecture, _machineType];

    public Symbol[] All => [.. Needs, _duration, _count, _parallelism, _boot, _disk, _address, _egress, _logs];

    public bool HasDuration(ParseResult parse) => parse.GetValue(_duration) is not null;

    /// <summary>Lays the options over a question: of a job, or an empty one.</summary>
    public CostQuery Apply(CostQuery below, ParseResult parse, Values values) => below with
    {
        Requirements = Requirements(below.Requirements, parse, values),
        Duration = values.Duration("--duration", parse.GetValue(_duration)) ?? below.Duration,
        Count = values.Integer("--count", parse.GetValue(_count), 1) ?? below.Count,
        Parallelism = values.Integer("--parallelism", parse.GetValue(_parallelism), 1) ?? below.Parallelism,
        Boot = Boot(parse, values) ?? below.Boot,
        Extras = below.Extras with
        {
            DiskPerMachine = values.Size("--disk", parse.GetValue(_disk)) ?? below.Extras.DiskPerMachine,
            PublicAddress = parse.GetValue(_address) || below.Extras.PublicAddress,
            EgressPerTask = values.Size("--egress", parse.GetValue(_egress)) ?? below.Extras.EgressPerTask,
            LogsPerTask = values.Size("--logs", parse.GetValue(_logs)) ?? below.Extras.LogsPerTask,
        },
    };

    private CostRequirements Requirements(CostRequirements below, ParseResult parse, Values values)
    {
        var model = parse.GetValue(_gpu);
        var gpus = values.Positive("--gpus", parse.GetValue(_gpus));
        if (model is not null && string.IsNullOrWhiteSpace(model))
        {
            values.Add("--gpu: is empty; name a model, or write any");
        }

        return below with
        {
            VCpus = (decimal?)values.Positive("--vcpus", parse.GetValue(_vcpus)) ?? below.VCpus,
            Memory = values.Size("--memory", parse.GetValue(_memory)) ?? below.Memory,
            Gpus = (decimal?)gpus ?? (model is not null && below.Gpus == 0 ? 1 : below.Gpus),
            GpuModel = model ?? below.GpuModel,
            Architecture = values.Choice<CpuArchitecture>("--arch", parse.GetValue(_architecture)) ?? below.Architecture,
            MachineType = parse.GetValue(_machineType) ?? below.MachineType,
        };
    }

    private TimeSpan? Boot(ParseResult parse, Values values) =>
        parse.GetValue(_boot) is { } text && DurationText.TryParse(text, out var none) && none == TimeSpan.Zero ? none : values.Duration("--boot", parse.GetValue(_boot));
}
