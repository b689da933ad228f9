using System.CommandLine;
using MultiBatch.Cli.Commands;
using MultiBatch.Definitions;
using MultiBatch.FrontEnds.Input;
using MultiBatch.Jobs;

namespace MultiBatch.Cli.Input;

/// <summary>The options that describe a job; <c>submit</c> and <c>plan</c> share them.</summary>
internal sealed class SpecOptions
{
    private readonly Option<string?> _name = CommandExtensions.Text("--name", "NAME", "Name of the job. Default: the command's first word.");
    private readonly Option<string?> _queue = CommandExtensions.Text("--queue", "NAME", "Queue. Default: the connection's default queue.");
    private readonly Option<string?> _definition = CommandExtensions.Text("--definition", "NAME[:REV]", "Job definition the options are laid over.");
    private readonly Option<string[]> _parameters = CommandExtensions.Texts("--param", "NAME=VALUE", "Value for a Ref::NAME placeholder. May be repeated.");
    private readonly Option<string?> _image = CommandExtensions.Text("--image", "IMAGE", "Container image to run in.");
    private readonly Option<string?> _script = CommandExtensions.Text("--script", "FILE", "Run the script in FILE in place of a command.");
    private readonly Option<string?> _vcpus = CommandExtensions.Text("--vcpus", "N", "vCPUs, as 1 or 0.5.");
    private readonly Option<string?> _memory = CommandExtensions.Text("--memory", "SIZE", "Memory, as 512MiB or 16GiB.");
    private readonly Option<string?> _gpus = CommandExtensions.Text("--gpus", "N", "GPUs.");
    private readonly Option<string?> _gpuModel = CommandExtensions.Text("--gpu-model", "MODEL", "GPU model, as T4 or A100.");
    private readonly Option<string?> _architecture = CommandExtensions.Text("--arch", "ARCH", "Instruction set: amd64 or arm64.");
    private readonly Option<string?> _machineType = CommandExtensions.Text("--machine-type", "TYPE", "Machine type, as the provider names it.");
    private readonly Option<string[]> _env = CommandExtensions.Texts("--env", "NAME=VALUE", "Environment variable. May be repeated.");
    private readonly Option<string[]> _secrets = CommandExtensions.Texts("--secret", "NAME=PLACE", "Environment variable from a secret store, by reference. May be repeated.");
    private readonly Option<string[]> _mounts = CommandExtensions.Texts("--mount", "SOURCE:TARGET[:ro]", "Folder, file system or bucket to mount. May be repeated.");
    private readonly Option<string[]> _labels = CommandExtensions.Texts("--label", "NAME=VALUE", "Label. May be repeated.");
    private readonly Option<string?> _arraySize = CommandExtensions.Text("--array-size", "N", "Make it an array of N children.");
    private readonly Option<string?> _taskTable = CommandExtensions.Text("--task-table", "FILE", "Make it an array with a child per row of a TSV or CSV file.");
    private readonly Option<string?> _parallelism = CommandExtensions.Text("--parallelism", "N", "Children of the array that run at the same time.");
    private readonly Option<string[]> _dependsOn = CommandExtensions.Texts("--depends-on", "REF[,CONDITION]", "Job to wait for; CONDITION is success (default), failure or anyEnd, and indexToIndex for N to N. May be repeated.");
    private readonly Option<string?> _maxAttempts = CommandExtensions.Text("--max-attempts", "N", "Attempts in all, the first included.");
    private readonly Option<string[]> _retryOn = CommandExtensions.Texts("--retry-on", "CODES|CAUSE", "Try again only after these exit codes (1,2) or this cause (hostLost). May be repeated.");
    private readonly Option<string?> _timeout = CommandExtensions.Text("--timeout", "DURATION", "How long an attempt may run, as 90s or 2h.");
    private readonly Option<string?> _priority = CommandExtensions.Text("--priority", "N", "Order within the queue; higher starts first.");
    private readonly Option<string?> _purchase = CommandExtensions.Text("--purchase", "KIND", "How machines are bought: on-demand, spot or spot-then-on-demand:N.");
    private readonly Option<string?> _identity = CommandExtensions.Text("--identity", "ID", "Cloud identity of the task: a role, managed identity or service account.");
    private readonly Option<bool> _exclusive = CommandExtensions.Flag("--exclusive", "Have the machine alone.");

    /// <summary>The options, in the order they are shown.</summary>
    public Symbol[] All =>
    [
        _name, _queue, _definition, _parameters, _image, _script, _vcpus, _memory, _gpus, _gpuModel, _architecture, _machineType, _env, _secrets, _mounts,
        _labels, _arraySize, _taskTable, _parallelism, _dependsOn, _maxAttempts, _retryOn, _timeout, _priority, _purchase, _identity, _exclusive,
    ];

    /// <summary>True when any of them was given.</summary>
    public bool AnyGiven(ParseResult parse) => All.OfType<Option>().Any(option => parse.GetResult(option) is { Implicit: false });

    /// <summary>Lays the options over a spec: an option that was given wins, pairs are merged by name.</summary>
    /// <param name="below">The spec below: empty, or a job of a file.</param>
    /// <param name="parse">The command line.</param>
    /// <param name="values">Collects what is wrong.</param>
    /// <param name="readTable">Reads a task table.</param>
    public JobSpec Apply(JobSpec below, ParseResult parse, Values values, Func<string, TaskTable?> readTable) => below with
    {
        Name = NotEmpty("--name", parse.GetValue(_name), values) ?? below.Name,
        Queue = NotEmpty("--queue", parse.GetValue(_queue), values) ?? below.Queue,
        Definition = values.Parsed("--definition", parse.GetValue(_definition), JobDefinitionReference.Parse) ?? below.Definition,
        Parameters = Merge(below.Parameters, values.Pairs("--param", parse.GetValue(_parameters))),
        Image = NotEmpty("--image", parse.GetValue(_image), values) ?? below.Image,
        Script = ReadScript(parse.GetValue(_script), values) ?? below.Script,
        Resources = Resources(below.Resources, parse, values),
        Env = Merge(below.Env, values.Pairs("--env", parse.GetValue(_env), VariableName)),
        Secrets = Merge(below.Secrets, Secrets(parse, values)),
        Mounts = values.Each("--mount", parse.GetValue(_mounts), MountText.Parse) is { } mounts ? [.. below.Mounts ?? [], .. mounts] : below.Mounts,
        Labels = Merge(below.Labels, values.Pairs("--label", parse.GetValue(_labels))),
        Array = ArrayOf(below.Array, parse, values, readTable),
        DependsOn = values.Each("--depends-on", parse.GetValue(_dependsOn), DependencyText.Parse) is { } dependencies ? [.. below.DependsOn ?? [], .. dependencies] : below.DependsOn,
        Attempts = Attempts(below.Attempts, parse, values),
        Timeout = values.Duration("--timeout", parse.GetValue(_timeout)) ?? below.Timeout,
        Priority = values.Integer("--priority", parse.GetValue(_priority), int.MinValue) ?? below.Priority,
        Purchase = values.Parsed("--purchase", parse.GetValue(_purchase), Purchase.Parse) ?? below.Purchase,
        Identity = parse.GetValue(_identity) is { } identity ? (below.Identity ?? new JobIdentity()) with { Task = identity } : below.Identity,
        Exclusive = parse.GetValue(_exclusive) ? true : below.Exclusive,
    };

    private static string? NotEmpty(string option, string? text, Values values)
    {
        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            values.Add($"{option}: is empty; give it a value or leave it out");
        }

        return text;
    }

    private static string? VariableName(string name) =>
        name.StartsWith(RuntimeVariables.Prefix, StringComparison.Ordinal)
            ? $"'{name}' begins with {RuntimeVariables.Prefix}, which is kept for MultiBatch itself; choose another name"
            : null;

    private static string? ReadScript(string? path, Values values)
    {
        if (path is null)
        {
            return null;
        }

        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            values.Add($"--script: '{path}' cannot be read: {e.Message}");
            return null;
        }
    }

    private static IReadOnlyDictionary<string, T>? Merge<T>(IReadOnlyDictionary<string, T>? below, IReadOnlyDictionary<string, T>? above)
    {
        if (below is null || above is null)
        {
            return above ?? below;
        }

        var merged = below.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        foreach (var pair in above)
        {
            merged[pair.Key] = pair.Value;
        }

        return merged;
    }

    private ResourceSpec? Resources(ResourceSpec? below, ParseResult parse, Values values)
    {
        var gpus = values.Integer("--gpus", parse.GetValue(_gpus), 1);
        var model = NotEmpty("--gpu-model", parse.GetValue(_gpuModel), values);
        var resources = (below ?? new ResourceSpec()) with
        {
            VCpus = values.Positive("--vcpus", parse.GetValue(_vcpus)) ?? below?.VCpus,
            Memory = values.Size("--memory", parse.GetValue(_memory)) ?? below?.Memory,
            Gpu = gpus is null && model is null ? below?.Gpu : (below?.Gpu ?? new GpuSpec()) with { Count = gpus ?? below?.Gpu?.Count, Model = model ?? below?.Gpu?.Model },
            Architecture = values.Choice<CpuArchitecture>("--arch", parse.GetValue(_architecture)) ?? below?.Architecture,
            MachineType = NotEmpty("--machine-type", parse.GetValue(_machineType), values) ?? below?.MachineType,
        };
        return resources == new ResourceSpec() ? null : resources;
    }

    private Dictionary<string, SecretReference>? Secrets(ParseResult parse, Values values)
    {
        var pairs = values.Pairs("--secret", parse.GetValue(_secrets), VariableName);
        if (pairs is null)
        {
            return null;
        }

        var secrets = new Dictionary<string, SecretReference>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            if (values.Parsed("--secret", pair.Value, text => new SecretReference(text)) is { } reference)
            {
                secrets[pair.Key] = reference;
            }
        }

        return secrets;
    }

    private ArraySpec? ArrayOf(ArraySpec? below, ParseResult parse, Values values, Func<string, TaskTable?> readTable)
    {
        var size = values.Integer("--array-size", parse.GetValue(_arraySize), 1);
        var path = parse.GetValue(_taskTable);
        var parallelism = values.Integer("--parallelism", parse.GetValue(_parallelism), 1);
        if (size is not null && path is not null)
        {
            values.Add("--array-size and --task-table cannot be given together: the table's rows are the array; leave --array-size out");
            return below;
        }

        if (size is null && path is null && parallelism is null)
        {
            return below;
        }

        var array = size is not null ? new ArraySpec { Size = size, Parallelism = below?.Parallelism }
            : path is not null ? new ArraySpec { Tasks = readTable(path), Parallelism = below?.Parallelism }
            : below ?? new ArraySpec();
        if (array.Size is null && array.Tasks is null && path is null)
        {
            values.Add("--parallelism is for arrays: give --array-size or --task-table too");
        }

        return array with { Parallelism = parallelism ?? array.Parallelism };
    }

    private AttemptPolicy? Attempts(AttemptPolicy? below, ParseResult parse, Values values)
    {
        var max = values.Integer("--max-attempts", parse.GetValue(_maxAttempts), 1);
        var rules = values.Each("--retry-on", parse.GetValue(_retryOn), RetryText.Parse)?.SelectMany(some => some).ToList();
        if (max is null && rules is null)
        {
            return below;
        }

        if (rules is not null && (max ?? below?.Max) is null or < 2)
        {
            values.Add("--retry-on needs --max-attempts of 2 or more: one attempt is never tried again");
        }

        return (below ?? new AttemptPolicy()) with
        {
            Max = max ?? below?.Max,
            Rules = rules ?? below?.Rules,
            Otherwise = rules is not null ? AttemptAction.Fail : below?.Otherwise,
        };
    }
}
