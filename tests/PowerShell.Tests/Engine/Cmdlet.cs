// The double's part of System.Management.Automation: cmdlets and what they write to.
using System.Collections.ObjectModel;

namespace System.Management.Automation;

public sealed class InvocationInfo
{
    public Dictionary<string, object> BoundParameters { get; } = new(StringComparer.OrdinalIgnoreCase);
}

public sealed class PSVariableIntrinsics
{
    public Dictionary<string, object?> Values { get; } = new(StringComparer.OrdinalIgnoreCase);

    public object? GetValue(string name) => Values.TryGetValue(name, out var value) ? value : null;
}

public sealed class PathIntrinsics
{
    public string Location { get; set; } = IO.Path.GetTempPath();

    public string GetUnresolvedProviderPathFromPSPath(string path) => IO.Path.GetFullPath(path, Location);
}

public sealed class SessionState
{
    public PSVariableIntrinsics PSVariable { get; } = new();

    public PathIntrinsics Path { get; } = new();
}

public sealed class PSHostUserInterface
{
    public List<string> Warnings { get; } = [];

    public void WriteWarningLine(string message) => Warnings.Add(message);
}

public sealed class PSHost
{
    public PSHostUserInterface UI { get; } = new();
}

/// <summary>What a cmdlet writes to, and who answers its questions.</summary>
internal interface ICommandSink
{
    void Write(string stream, object item);

    bool ShouldProcess(string target, string action);
}

public abstract class Cmdlet
{
    internal ICommandSink? Sink { get; set; }

    /// <summary>True while the engine lets the cmdlet write: inside one of its methods, on the pipeline thread.</summary>
    internal int PipelineThread { get; set; }

    public bool Stopping { get; internal set; }

    public bool ShouldProcess(string target, string action)
    {
        Check();
        return Sink!.ShouldProcess(target, action);
    }

    public void WriteObject(object? sendToPipeline) => Write("Output", sendToPipeline!);

    public void WriteError(ErrorRecord errorRecord)
    {
        Qualify(errorRecord);
        Write("Error", errorRecord);
    }

    public void WriteWarning(string text) => Write("Warning", text);

    public void WriteVerbose(string text) => Write("Verbose", text);

    public void WriteProgress(ProgressRecord progressRecord) => Write("Progress", progressRecord);

    public void WriteInformation(object messageData, string[] tags) => Write("Information", messageData);

    public void ThrowTerminatingError(ErrorRecord errorRecord)
    {
        Qualify(errorRecord);
        throw new ActionPreferenceStopException(errorRecord);
    }

    internal void CallBegin() => BeginProcessing();

    internal void CallProcess() => ProcessRecord();

    internal void CallEnd() => EndProcessing();

    internal void CallStop() => StopProcessing();

    protected virtual void BeginProcessing()
    {
    }

    protected virtual void ProcessRecord()
    {
    }

    protected virtual void EndProcessing()
    {
    }

    protected virtual void StopProcessing()
    {
    }

    private void Qualify(ErrorRecord record) => record.FullyQualifiedErrorId = $"{record.FullyQualifiedErrorId},{GetType().FullName}";

    private void Write(string stream, object item)
    {
        Check();
        Sink!.Write(stream, item);
    }

    private void Check()
    {
        if (PipelineThread != Environment.CurrentManagedThreadId)
        {
            throw new PSInvalidOperationException("The WriteObject and WriteError methods cannot be called from outside the overrides of BeginProcessing, ProcessRecord and EndProcessing, and only from the same thread.");
        }
    }
}

public abstract class PSCmdlet : Cmdlet
{
    public InvocationInfo MyInvocation { get; } = new();

    public string ParameterSetName { get; internal set; } = ParameterAttribute.AllParameterSets;

    public SessionState SessionState { get; internal set; } = new();

    public PSHost Host { get; internal set; } = new();

    public CommandInvocationIntrinsics InvokeCommand { get; internal set; } = new();
}

public sealed class CommandInvocationIntrinsics
{
    /// <summary>What a script gives, by its text and arguments; a session without commands gives nothing.</summary>
    public Func<string, object?[], IEnumerable<object?>> Scripts { get; set; } = static (_, _) => [];

    public Collection<PSObject> InvokeScript(string script, bool useNewScope, Runspaces.PipelineResultTypes writeToPipeline, System.Collections.IList? input, params object[] args) =>
        new([.. Scripts(script, args).Select(item => PSObject.AsPSObject(item!))]);
}
