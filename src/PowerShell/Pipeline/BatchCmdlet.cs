using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.ExceptionServices;
using MultiBatch.PowerShell.Connections;
using MultiBatch.PowerShell.Errors;

namespace MultiBatch.PowerShell.Pipeline;

/// <summary>
/// What all cmdlets of the module share: their work runs off the pipeline thread and is cancelled and awaited when the pipeline stops,
/// a downstream command has seen enough, or a write throws. Jobs that were submitted go on.
/// </summary>
public abstract class BatchCmdlet : PSCmdlet, IDisposable
{
    private readonly PipelinePump _pump = new();
    private readonly ConnectionUse _connections;

    // The pipeline thread makes the cmdlet; the work asks from others, which belong to no runspace.
    private protected BatchCmdlet() => _connections = new ConnectionUse(() => Registry, Runspace.DefaultRunspace, reference => AskAsync(() => VaultSecrets.Get(InvokeCommand, reference)));

    /// <summary>Where connections come from. Tests bring their own.</summary>
    internal ConnectionRegistry Registry { get; set; } = ConnectionRegistry.OfProcess;

    /// <summary>What the errors of this cmdlet are about, as <c>Job</c>: the beginning of their ids.</summary>
    internal virtual string Subject => "Job";

    private protected bool IsWorking => _pump.IsStarted;

    private protected bool IsComplete { get; private set; }

    private protected CancellationToken Interrupted => _pump.Stopping;

    /// <summary>The connections this cmdlet uses; each stays open for as long as it runs.</summary>
    private protected ConnectionUse Connections => _connections;

    /// <summary>Ends the work of the cmdlet where an upstream command has thrown.</summary>
    public void Dispose()
    {
        var wasWorking = _pump.IsStarted && !IsComplete;
        _pump.Dispose();
        _connections.Dispose();
        if (wasWorking)
        {
            OnInterrupted();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels the calls that are under way. Submitted jobs go on.</summary>
    protected override void StopProcessing() => _pump.Cancel();

    /// <summary>Runs work to its end: for cmdlets that do all of it at once.</summary>
    private protected void Run(Func<CancellationToken, Task> work)
    {
        Begin(work);
        Finish();
    }

    /// <summary>Starts work that goes on while further objects come in.</summary>
    private protected void Begin(Func<CancellationToken, Task> work) => _pump.Start(work);

    /// <summary>Writes what the work has for the pipeline, and waits until <paramref name="accept"/> takes what came in.</summary>
    private protected void Feed(Func<bool> accept) => Guard(() => _pump.DrainUntil(accept));

    /// <summary>For the work: something has changed that <see cref="Feed"/> waits for.</summary>
    private protected void Wake() => _pump.Wake();

    /// <summary>Writes what the work has for the pipeline until it has ended.</summary>
    private protected void Finish()
    {
        Guard(_pump.Complete);
        IsComplete = true;
    }

    /// <summary>For the work: writes an object, and waits until the pipeline has taken it.</summary>
    private protected Task WriteAsync(object item) => _pump.WriteAsync(() => WriteObject(item));

    /// <summary>For the work: hands an object to the pipeline and goes on.</summary>
    private protected Task PostAsync(object item) => _pump.PostAsync(() => WriteObject(item));

    /// <summary>For the work: reports what went wrong with one item; the others go on.</summary>
    private protected Task ReportAsync(Exception error, object? target) => _pump.WriteAsync(() => WriteError(Record(error, target)));

    private protected Task ReportAsync(ErrorRecord record) => _pump.WriteAsync(() => WriteError(record));

    private protected Task WarnAsync(string text) => _pump.WriteAsync(() => WriteWarning(text));

    private protected Task TellAsync(string text) => _pump.WriteAsync(() => WriteVerbose(text));

    private protected Task InformAsync(object data, string[] tags) => _pump.PostAsync(() => WriteInformation(data, tags));

    private protected Task ShowAsync(ProgressRecord record) => _pump.PostAsync(() => WriteProgress(record));

    /// <summary>For the work: what the pipeline thread answers. An error of ours that the question ends in is the work's, which may go on with the next item.</summary>
    private protected async Task<T> AskAsync<T>(Func<T> question)
    {
        ExceptionDispatchInfo? ours = null;
        var answer = await _pump.AskAsync(() =>
        {
            try
            {
                return question();
            }
            catch (Exception e) when (ErrorTable.IsOurs(e))
            {
                ours = ExceptionDispatchInfo.Capture(e);
                return default!;
            }
        }).ConfigureAwait(false);
        ours?.Throw();
        return answer;
    }

    private protected ErrorRecord Record(Exception error, object? target) => ErrorTable.Record(error, Subject, target);

    /// <summary>Whether to go on with a change: <c>-WhatIf</c>, <c>-Confirm</c> and, where there is one, <c>-Force</c>.</summary>
    private protected bool Confirms(string target, string action, bool force = false)
    {
        var bound = MyInvocation.BoundParameters;
        if (!force || IsWhatIf() || bound.ContainsKey("Confirm"))
        {
            return ShouldProcess(target, action);
        }

        // -Force skips the prompt and nothing else.
        WriteVerbose($"{action}: {target}");
        return true;
    }

    private protected bool IsWhatIf() =>
        MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
            ? given is SwitchParameter { IsPresent: true }
            : SessionState?.PSVariable.GetValue("WhatIfPreference") is true or SwitchParameter { IsPresent: true };

    private protected bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>Ends the cmdlet for what makes all of it pointless.</summary>
    private protected void Fail(Exception error, object? target = null) => ThrowTerminatingError(Record(error, target));

    /// <summary>Called after the work was cut short: what the user has to know of what goes on.</summary>
    private protected virtual void OnInterrupted()
    {
    }

    /// <summary>Warns, also where the pipeline takes nothing any more.</summary>
    private protected void WarnAnyhow(string text)
    {
        try
        {
            WriteWarning(text);
        }
        catch (Exception e) when (e is PipelineStoppedException or InvalidOperationException)
        {
            Host?.UI?.WriteWarningLine(text);
        }
    }

    private void Guard(Action action)
    {
        try
        {
            action();
            Interrupted.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException) when (_pump.Stopping.IsCancellationRequested)
        {
            IsComplete = true;
            OnInterrupted();
            throw new PipelineStoppedException();
        }
        catch (Exception e) when (ErrorTable.IsOurs(e) && !_pump.Stopping.IsCancellationRequested)
        {
            // What the work threw as a whole: nothing of it can go on.
            IsComplete = true;
            Fail(e);
        }
        catch (Exception)
        {
            IsComplete = true;
            OnInterrupted();
            throw;
        }
    }
}
