using System.Collections;
using System.Management.Automation;
using MultiBatch.Jobs;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;
using MultiBatch.PowerShell.Jobs;

namespace MultiBatch.PowerShell.Submitting;

/// <summary>What <c>Submit-BatchJob</c> and <c>Get-BatchPlan</c> share: how jobs are described.</summary>
public abstract class SpecCmdlet : WaitingCmdlet
{
    internal const string CommandSet = "Command";
    internal const string ScriptSet = "Script";
    internal const string ScriptPathSet = "ScriptPath";
    internal const string DefinitionSet = "Definition";
    internal const string PathSet = "Path";
    internal const string SpecSet = "Spec";

    private readonly List<object> _items = [];
    private SpecReading? _reading;
    private bool _isCollecting;

    private protected SpecCmdlet()
    {
    }

    /// <summary>The program and its arguments, a word each, started without a shell. A script block is worked out for each input object.</summary>
    [Parameter(ParameterSetName = CommandSet, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = DefinitionSet, Position = 0)]
    [ValidateNotNullOrEmpty]
    public object[]? Command { get; set; }

    // With objects from the pipeline PowerShell could not tell these two from a definition, if they were in its set too.

    /// <summary>A shell script to run, as text.</summary>
    [Parameter(ParameterSetName = ScriptSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? Script { get; set; }

    /// <summary>A file with the shell script to run.</summary>
    [Parameter(ParameterSetName = ScriptPathSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? ScriptPath { get; set; }

    /// <summary>The job definition, as name or name:revision; other parameters are laid over it.</summary>
    [Parameter(ParameterSetName = DefinitionSet, Mandatory = true)]
    [ArgumentCompleter(typeof(DefinitionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Definition { get; set; }

    /// <summary>Job files (YAML or JSON); other parameters are laid over their jobs.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>Rows that describe jobs, as from Import-Csv: columns have the names of parameters, a blank is not set.</summary>
    [Parameter(ParameterSetName = SpecSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject? Spec { get; set; }

    /// <summary>Objects that are data: a job for each, or with -AsArray a child of one array for each. Their columns are environment variables.</summary>
    [Parameter(ParameterSetName = CommandSet, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ScriptSet, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ScriptPathSet, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = DefinitionSet, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Makes one array of the input objects, a child for each.</summary>
    [Parameter(ParameterSetName = CommandSet)]
    [Parameter(ParameterSetName = ScriptSet)]
    [Parameter(ParameterSetName = ScriptPathSet)]
    [Parameter(ParameterSetName = DefinitionSet)]
    public SwitchParameter AsArray { get; set; }

    /// <summary>The name of the job. A script block is worked out for each input object. Default: the command's first word.</summary>
    [Parameter]
    public object? Name { get; set; }

    /// <summary>The queue. Default: the connection's default queue.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(QueueCompleter))]
    public string? Queue { get; set; }

    /// <summary>Values for the Ref::name placeholders of the definition or the command.</summary>
    [Parameter]
    public Hashtable? Parameter { get; set; }

    /// <summary>The container image to run in.</summary>
    [Parameter]
    public string? Image { get; set; }

    /// <summary>Environment variables.</summary>
    [Parameter]
    public Hashtable? Env { get; set; }

    /// <summary>Environment variables from a secret store, by reference: the name of the variable and the place of the secret.</summary>
    [Parameter]
    public Hashtable? Secret { get; set; }

    /// <summary>Folders, file systems or buckets to mount, as SOURCE:TARGET or SOURCE:TARGET:ro.</summary>
    [Parameter]
    public object[]? Mount { get; set; }

    /// <summary>vCPUs, as 1 or 0.5.</summary>
    [Parameter]
    [ValidateRange(0.001, 10000.0)]
    public double? VCpu { get; set; }

    /// <summary>Memory, as 16GB; a bare number below 1 MB is refused.</summary>
    [Parameter]
    [SizeTransformation]
    public BatchSize? Memory { get; set; }

    /// <summary>How many GPUs a task needs.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int? Gpu { get; set; }

    /// <summary>The model of the GPUs, as T4 or A100.</summary>
    [Parameter]
    public string? GpuModel { get; set; }

    /// <summary>The instruction set.</summary>
    [Parameter]
    public CpuArchitecture? Architecture { get; set; }

    /// <summary>The machine type, as the provider names it. Default: chosen from the other resources.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(MachineTypeCompleter))]
    public string? MachineType { get; set; }

    /// <summary>The size of the disk the machine starts from.</summary>
    [Parameter]
    [SizeTransformation]
    public BatchSize? BootDisk { get; set; }

    /// <summary>The size of a disk for the task's data.</summary>
    [Parameter]
    [SizeTransformation]
    public BatchSize? DataDisk { get; set; }

    /// <summary>Where the task finds its data disk.</summary>
    [Parameter]
    public string? DataDiskPath { get; set; }

    /// <summary>Labels: names with values, for people and filters.</summary>
    [Parameter]
    public Hashtable? Label { get; set; }

    /// <summary>Makes it an array of this many children.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? ArraySize { get; set; }

    /// <summary>Makes it an array with a child for each row of a TSV or CSV file.</summary>
    [Parameter]
    public string? TaskTable { get; set; }

    /// <summary>How many children of the array run at the same time.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Parallelism { get; set; }

    /// <summary>Jobs to wait for: objects, or REF,CONDITION with success (default), failure or anyEnd, and indexToIndex for N to N.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(JobCompleter))]
    public object[]? DependsOn { get; set; }

    /// <summary>Attempts in all, the first included.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxAttempts { get; set; }

    /// <summary>Tries again only after these exit codes or causes, as 1, 137, hostLost.</summary>
    [Parameter]
    public string[]? RetryOn { get; set; }

    /// <summary>How long an attempt may run: a time span, a number of seconds, 90s, 2h or 1.12:00:00.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? Timeout { get; set; }

    /// <summary>The order within the queue; higher starts first.</summary>
    [Parameter]
    public int? Priority { get; set; }

    /// <summary>How machines are bought: on-demand, spot or spot-then-on-demand:N.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PurchaseCompleter))]
    public string? Purchase { get; set; }

    /// <summary>The cloud identity of the task: a role, managed identity or service account.</summary>
    [Parameter]
    public string? Identity { get; set; }

    /// <summary>The cloud identity that prepares the task, where the service tells the two apart.</summary>
    [Parameter]
    public string? ExecutionIdentity { get; set; }

    /// <summary>Has the machine alone.</summary>
    [Parameter]
    public SwitchParameter Exclusive { get; set; }

    /// <summary>Sections for single providers, in their own words: @{ aws = @{ … } }.</summary>
    [Parameter]
    public Hashtable? Native { get; set; }

    /// <summary>The connection. Default: the one in use.</summary>
    [Parameter]
    [ConnectionNameTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? Connection { get; set; }

    private protected SpecReading Reading => _reading ??= new SpecReading(path => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path));

    /// <summary>True when jobs may name each other, so that none can be sent before all are there.</summary>
    private protected bool IsCollecting => _isCollecting;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case PathSet:
                return;
            case SpecSet:
                TakeRow(Spec!);
                return;
            case var _ when AsArray.IsPresent:
                _items.Add(InputObject is null ? throw new PSArgumentNullException(nameof(InputObject)) : InputObject);
                return;
            case var _ when InputObject is not null:
                TakeInput(InputObject);
                return;
            default:
                TakeOne();
                return;
        }
    }

    /// <summary>The jobs of the files, once all input is there; nothing of them is sent by this.</summary>
    private protected void TakeArray()
    {
        if (!AsArray.IsPresent || _items.Count == 0)
        {
            return;
        }

        try
        {
            RefuseBlocks("-AsArray makes one job, whose children tell their input by environment variables");
            if (ArraySize is not null || TaskTable is not null)
            {
                throw new CmdletInputException($"-AsArray and {(ArraySize is not null ? "-ArraySize" : "-TaskTable")} contradict each other: the input objects are the array.");
            }

            var table = InputData.Table(_items);
            var spec = FromParameters(new JobSpec { Array = new ArraySpec { Tasks = table } }, null);
            Take(spec, null);
        }
        catch (CmdletInputException e)
        {
            Fail(e);
        }
    }

    /// <summary>Takes a job that has been described.</summary>
    private protected abstract void Take(JobSpec spec, object? source);

    /// <summary>Lays the parameters that were given over a job.</summary>
    /// <param name="below">The job below.</param>
    /// <param name="input">The input object for script blocks; null when there is none.</param>
    private protected JobSpec FromParameters(JobSpec below, object? input)
    {
        RefuseBoth("ArraySize", "TaskTable");
        var spec = below;
        foreach (var pair in MyInvocation.BoundParameters)
        {
            if (pair.Value is null || !SpecColumns.IsKnown(pair.Key))
            {
                continue;
            }

            var value = pair.Key is "Name" or "Command" ? Resolve(pair.Value, pair.Key, input) : pair.Value;
            spec = SpecColumns.Apply(spec, pair.Key, value, "-" + pair.Key, Reading);
        }

        return SpecColumns.Check(spec, static name => "-" + name);
    }

    private void TakeOne()
    {
        try
        {
            RefuseBlocks("a script block is worked out for each input object, and there is none: pipe objects in");
            Take(FromParameters(new JobSpec(), null), null);
        }
        catch (CmdletInputException e)
        {
            Fail(e);
        }
    }

    private void TakeRow(PSObject row)
    {
        try
        {
            if (!_isCollecting && !IsWorking)
            {
                _isCollecting = InputValues.Unwrap(row) is not JobSpec && SpecRow.MayDepend(row);
            }

            // A parameter that was given wins over the column of its name.
            Take(FromParameters(SpecRow.Apply(new JobSpec(), row, Reading), null), row);
        }
        catch (CmdletInputException e)
        {
            WriteError(Record(e, row));
        }
    }

    private void TakeInput(PSObject input)
    {
        try
        {
            var spec = FromParameters(new JobSpec(), input);
            if (!HasBlocks())
            {
                // Data that nothing refers to would be ignored: the task finds it in its environment.
                var variables = InputData.Variables(input).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
                foreach (var pair in spec.Env ?? new Dictionary<string, string>())
                {
                    variables[pair.Key] = pair.Value;
                }

                spec = spec with { Env = variables };
            }

            Take(spec, input);
        }
        catch (CmdletInputException e)
        {
            WriteError(Record(e, input));
        }
    }

    private static object Resolve(object value, string parameter, object? input)
    {
        var block = InputValues.Elements(value).ToList() is [var only] ? InputValues.Unwrap(only) as ScriptBlock : null;
        if (block is null)
        {
            return value;
        }

        var results = block.InvokeWithContext(null, [new PSVariable("_", input)]);
        object found = parameter == "Name" ? string.Concat(results.Select(InputValues.Text)) : results.Select(result => (object)(InputValues.Text(result) ?? string.Empty)).ToArray();
        return results.Count > 0 ? found : throw new CmdletInputException($"-{parameter}: the script block gave nothing for this input object.", input);
    }

    private bool HasBlocks() => IsBlock(Name) || IsBlock(Command);

    private static bool IsBlock(object? value) => InputValues.Elements(value).Any(item => InputValues.Unwrap(item) is ScriptBlock);

    private void RefuseBlocks(string why)
    {
        if (HasBlocks())
        {
            throw new CmdletInputException($"-{(IsBlock(Command) ? "Command" : "Name")}: {why}.");
        }
    }

    private void RefuseBoth(string one, string other)
    {
        if (IsBound(one) && IsBound(other))
        {
            throw new CmdletInputException($"-{one} and -{other} contradict each other: leave one of them out.");
        }
    }
}
