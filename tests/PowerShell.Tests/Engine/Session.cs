using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace MultiBatch.PowerShell.Tests.Engine;

/// <summary>
/// Runs a cmdlet the way PowerShell does: binds arguments and pipeline objects, calls its methods on one thread, lets it write from there only,
/// stops it from another.
/// </summary>
internal sealed class Session
{
    public Session() => Runspace = new Runspace();

    public Runspace Runspace { get; }

    public SessionState State { get; } = new();

    public PSHost Host { get; } = new();

    public CommandInvocationIntrinsics InvokeCommand { get; } = new();

    /// <summary>Set on each cmdlet before it is bound.</summary>
    public Action<PSCmdlet>? Prepare { get; set; }

    /// <summary>Runs a cmdlet to its end.</summary>
    /// <param name="arguments">Named arguments.</param>
    /// <param name="input">What is piped in; null for no pipeline.</param>
    /// <param name="during">What happens beside, with the cmdlet and what it has written so far.</param>
    public CmdletResult Run<TCmdlet>(IReadOnlyDictionary<string, object?>? arguments = null, IEnumerable<object?>? input = null, Action<RunningCmdlet>? during = null)
        where TCmdlet : PSCmdlet, new() =>
        Run(typeof(TCmdlet), arguments ?? new Dictionary<string, object?>(), input, during);

    public CmdletResult Run(Type type, IReadOnlyDictionary<string, object?> arguments, IEnumerable<object?>? input = null, Action<RunningCmdlet>? during = null)
    {
        // As in PowerShell, a cmdlet is made, run and disposed of on the pipeline thread of its runspace.
        Runspace.DefaultRunspace = Runspace;
        var cmdlet = (PSCmdlet)Activator.CreateInstance(type)!;
        var result = new CmdletResult();
        var running = new RunningCmdlet(cmdlet, result);
        during?.Invoke(running);
        cmdlet.Sink = running;
        cmdlet.SessionState = State;
        cmdlet.Host = Host;
        cmdlet.InvokeCommand = InvokeCommand;
        Prepare?.Invoke(cmdlet);
        try
        {
            Invoke(cmdlet, arguments, input, result);
        }
        catch (Exception e)
        {
            result.Thrown = e;
        }
        finally
        {
            (cmdlet as IDisposable)?.Dispose();
            cmdlet.PipelineThread = 0;
            result.HostWarnings.AddRange(Host.UI.Warnings);
        }

        return result;
    }

    private static void Invoke(PSCmdlet cmdlet, IReadOnlyDictionary<string, object?> arguments, IEnumerable<object?>? input, CmdletResult result)
    {
        var binder = new Binder(cmdlet);
        binder.BindNamed(arguments, expectsInput: input is not null);
        if (input is null)
        {
            binder.RequireMandatory();
        }

        cmdlet.PipelineThread = Environment.CurrentManagedThreadId;
        cmdlet.CallBegin();
        if (input is null)
        {
            cmdlet.CallProcess();
        }
        else
        {
            foreach (var item in input)
            {
                try
                {
                    binder.BindInput(item);
                }
                catch (BindingException e)
                {
                    result.Errors.Add(new ErrorRecord(e, e.Id, ErrorCategory.InvalidArgument, item));
                    continue;
                }

                cmdlet.CallProcess();
            }
        }

        cmdlet.CallEnd();
    }
}
