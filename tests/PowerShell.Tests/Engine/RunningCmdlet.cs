using System.Management.Automation;

namespace MultiBatch.PowerShell.Tests.Engine;

/// <summary>A cmdlet that runs: what it writes goes to the result, or to what a downstream command does with it.</summary>
internal sealed class RunningCmdlet(PSCmdlet cmdlet, CmdletResult result) : ICommandSink
{
    /// <summary>What the downstream command does with each object; may throw, as <c>Select-Object -First</c> does.</summary>
    public Action<object>? Downstream { get; set; }

    /// <summary>True to end at the first error, as <c>-ErrorAction Stop</c> does.</summary>
    public bool StopsOnError { get; set; }

    /// <summary>What the user answers.</summary>
    public Func<string, bool> Answer { get; set; } = static _ => true;

    /// <summary>Called after something was written.</summary>
    public Action<string, object>? Written { get; set; }

    /// <summary>Stops the pipeline from another thread, as Ctrl-C does, and lets nothing be written any more.</summary>
    public void Stop()
    {
        cmdlet.Stopping = true;
        var thread = new Thread(cmdlet.CallStop);
        thread.Start();
        thread.Join();
    }

    void ICommandSink.Write(string stream, object item)
    {
        if (cmdlet.Stopping)
        {
            throw new PipelineStoppedException();
        }

        switch (stream)
        {
            case "Output":
                result.Output.Add(item);
                Downstream?.Invoke(item);
                break;
            case "Error":
                result.Errors.Add((ErrorRecord)item);
                if (StopsOnError)
                {
                    throw new ActionPreferenceStopException((ErrorRecord)item);
                }

                break;
            case "Warning":
                result.Warnings.Add((string)item);
                break;
            case "Verbose":
                result.Verbose.Add((string)item);
                break;
            case "Information":
                result.Information.Add(item);
                break;
            default:
                result.Progress.Add((ProgressRecord)item);
                break;
        }

        Written?.Invoke(stream, item);
    }

    bool ICommandSink.ShouldProcess(string target, string action)
    {
        result.Questions.Add($"{action}: {target}");
        var isWhatIf = cmdlet.MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given) && given is SwitchParameter { IsPresent: true };
        return !isWhatIf && Answer(target);
    }
}
