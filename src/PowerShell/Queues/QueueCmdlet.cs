using System.Collections;
using System.Management.Automation;
using MultiBatch.Planning;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;
using MultiBatch.PowerShell.Pipeline;
using MultiBatch.Queues;
using MultiBatch.Resources;

namespace MultiBatch.PowerShell.Queues;

/// <summary>What <c>New-BatchQueue</c> and <c>Set-BatchQueue</c> share: how a queue is described.</summary>
public abstract class QueueCmdlet : BatchCmdlet
{
    private protected QueueCmdlet()
    {
    }

    /// <summary>Higher goes first on environments that queues share, from 0 to 999.</summary>
    [Parameter]
    [ValidateRange(0, 999)]
    public int? Priority { get; set; }

    /// <summary>The environments, in the order they are tried.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string[]? Environment { get; set; }

    /// <summary>How long a job may wait before it is cancelled.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? MaxWait { get; set; }

    /// <summary>The provider's name of a fair-share policy.</summary>
    [Parameter]
    public string? SchedulingPolicy { get; set; }

    /// <summary>Whether it takes new jobs.</summary>
    [Parameter]
    public bool? Enabled { get; set; }

    /// <summary>Labels: names with values, for people and filters.</summary>
    [Parameter]
    public Hashtable? Label { get; set; }

    /// <summary>Returns when the request is accepted, and not when the queue is ready.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>The connection. Default: the one in use.</summary>
    [Parameter]
    [ConnectionNameTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? Connection { get; set; }

    internal override string Subject => "Queue";

    /// <summary>Only what was given: the rest of a queue stays as it is.</summary>
    private protected JobQueueSpec Spec(string name) => new()
    {
        Name = name,
        Priority = Priority,
        Environments = Environment,
        MaxWait = MaxWait,
        SchedulingPolicy = SchedulingPolicy,
        Enabled = Enabled,
        Labels = InputMaps.Texts(Label, "-Label"),
    };

    private protected async Task PutAsync(string name, bool update, CancellationToken cancellationToken)
    {
        try
        {
            var client = await Connections.ClientAsync(Connection, cancellationToken).ConfigureAwait(false);
            var spec = Spec(name);
            foreach (var note in (await client.Queues.PlanAsync(spec, update, PlanMode.Connected, cancellationToken).ConfigureAwait(false)).Dispositions.Where(note => note.Kind is DispositionKind.Rounded or DispositionKind.Emulated))
            {
                await WarnAsync($"Queue {name}: {note}").ConfigureAwait(false);
            }

            var options = new ResourceOptions { Wait = !NoWait.IsPresent };
            var queue = update
                ? await client.Queues.UpdateAsync(spec, options, cancellationToken).ConfigureAwait(false)
                : await client.Queues.CreateAsync(spec, options, cancellationToken).ConfigureAwait(false);
            await WriteAsync(new BatchQueue(queue, client.Connection ?? client.Provider)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is BatchException or CmdletInputException)
        {
            await ReportAsync(e, name).ConfigureAwait(false);
        }
    }
}
