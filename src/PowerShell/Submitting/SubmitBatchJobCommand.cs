using System.Management.Automation;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using MultiBatch.FrontEnds.Costs;
using MultiBatch.JobFiles;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Costs;
using MultiBatch.PowerShell.Jobs;
using MultiBatch.Providers;
using MultiBatch.Submissions;
using MultiBatch.Submitting;

namespace MultiBatch.PowerShell.Submitting;

/// <summary><c>Submit-BatchJob</c></summary>
[Cmdlet(VerbsLifecycle.Submit, "BatchJob", DefaultParameterSetName = CommandSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(BatchJob))]
public sealed class SubmitBatchJobCommand : SpecCmdlet
{
    // How many described jobs may wait to be sent.
    private const int MostWaiting = 1024;

    private readonly Channel<JobSpec> _specs = Channel.CreateBounded<JobSpec>(new BoundedChannelOptions(MostWaiting) { SingleReader = true, SingleWriter = true });
    private readonly List<JobSpec> _collected = [];
    private readonly List<object?> _sources = [];
    private readonly List<JobSpec> _onlyTold = [];
    private readonly SubmittedJobs _submitted = new();
    private string? _where;

    /// <summary>The id of this submit: the same id never makes a second job. Default: a new one.</summary>
    [Parameter]
    [ValidateLength(1, 256)]
    public string? SubmissionId { get; set; }

    /// <summary>Accepts a job that starts only while a client runs.</summary>
    [Parameter]
    public SwitchParameter AllowHeld { get; set; }

    /// <summary>Waits until the jobs have ended, and writes each then, once.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Hands the output of the jobs to the information stream as it is written; waits too.</summary>
    [Parameter]
    public SwitchParameter Follow { get; set; }

    /// <summary>Reports a job that did not succeed as an error too; waits for it.</summary>
    [Parameter]
    public SwitchParameter FailOnJobError { get; set; }

    private bool Waits => Wait.IsPresent || Follow.IsPresent || FailOnJobError.IsPresent;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        TakeArray();
        if (ParameterSetName == PathSet)
        {
            Run(SubmitFilesAsync);
            return;
        }

        if (_onlyTold.Count > 0)
        {
            Run(token => TellAsync(_onlyTold, token));
        }
        else if (_collected.Count > 0)
        {
            Run(SubmitCollectedAsync);
        }
        else if (IsWorking)
        {
            _specs.Writer.TryComplete();
            Finish();
        }
    }

    private protected override void OnInterrupted() => _submitted.Warn(WarnAnyhow);

    private protected override void Take(JobSpec spec, object? source)
    {
        if (IsWhatIf())
        {
            // What would happen is worth a plan, which is made for all of them together.
            _onlyTold.Add(spec);
            return;
        }

        if (!Confirms($"{Describe(spec)} on connection '{Where()}'", "Submit"))
        {
            return;
        }

        lock (_sources)
        {
            _sources.Add(source);
        }

        // With an id of the caller's it matters whether there is one job or several: one has that id, each of several one made from it.
        if (IsCollecting || SubmissionId is not null)
        {
            _collected.Add(spec);
            return;
        }

        if (!IsWorking)
        {
            Begin(SubmitStreamAsync);
        }

        Feed(() => _specs.Writer.TryWrite(spec));
    }

    private static string Describe(JobSpec spec)
    {
        var name = spec.Name ?? (spec.Command is [var program, ..] ? program : null) ?? spec.Definition?.ToString() ?? "script";
        var children = spec.Array?.Tasks?.Rows.Count ?? spec.Array?.Size;
        return $"job '{name}'{(children is null ? string.Empty : $" of {children} children")}{(spec.Queue is null ? string.Empty : $" to queue '{spec.Queue}'")}";
    }

    private string Where()
    {
        if (_where is null)
        {
            try
            {
                _where = Connections.Resolve(Connection).Name;
            }
            catch (BatchException e)
            {
                Fail(e, Connection);
            }
        }

        return _where!;
    }

    private SubmitOptions Options() => new()
    {
        SubmissionId = SubmissionId is null ? null : Submissions.SubmissionId.FromText(SubmissionId),
        AllowHeld = AllowHeld.IsPresent || Waits,
    };

    private async Task SubmitStreamAsync(CancellationToken cancellationToken)
    {
        var client = await Connections.ClientAsync(Connection, cancellationToken).ConfigureAwait(false);
        await SubmitAsync(client, client.SubmitManyAsync(ReadAsync(cancellationToken), Options(), cancellationToken), SourceOf, cancellationToken).ConfigureAwait(false);
    }

    private async Task SubmitCollectedAsync(CancellationToken cancellationToken)
    {
        var client = await Connections.ClientAsync(Connection, cancellationToken).ConfigureAwait(false);
        await SubmitAsync(client, SubmitAllAsync(client, _collected, cancellationToken), SourceOf, cancellationToken).ConfigureAwait(false);
    }

    // A single job has the caller's id itself, as on the command line: that is what a submit whose end is unknown is settled with.
    private IAsyncEnumerable<SubmitOutcome> SubmitAllAsync(BatchClient client, IReadOnlyList<JobSpec> specs, CancellationToken cancellationToken) =>
        Options() is { SubmissionId: { } id } options && specs.Count == 1
            ? SubmitOneAsync(client, specs[0], id, options, cancellationToken)
            : client.SubmitManyAsync(specs, Options(), cancellationToken);

    private static async IAsyncEnumerable<SubmitOutcome> SubmitOneAsync(
        BatchClient client, JobSpec spec, Submissions.SubmissionId id, SubmitOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var outcome = new SubmitOutcome { Ordinal = 0, Spec = spec, SubmissionId = id };
        try
        {
            outcome = outcome with { Job = await client.SubmitAsync(spec, options, cancellationToken).ConfigureAwait(false) };
        }
        catch (BatchException e)
        {
            outcome = outcome with { Error = e };
        }

        yield return outcome;
    }

    private async Task SubmitFilesAsync(CancellationToken cancellationToken)
    {
        var paths = await AskAsync(() => Path!.Select(path => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path)).ToList()).ConfigureAwait(false);
        var where = (await Connections.ResolveAsync(Connection, cancellationToken).ConfigureAwait(false)).Name;
        foreach (var path in paths)
        {
            JobFile file;
            List<JobSpec> specs;
            try
            {
                file = await JobFileInput.ReadAsync(path, cancellationToken).ConfigureAwait(false);
                specs = await AskAsync(() => file.Jobs.Select(entry => FromParameters(entry.Spec, null)).ToList()).ConfigureAwait(false);
            }
            catch (CmdletInputException e)
            {
                await ReportAsync(e, path).ConfigureAwait(false);
                continue;
            }

            if (await AskAsync(IsWhatIf).ConfigureAwait(false))
            {
                await TellAsync(specs, cancellationToken).ConfigureAwait(false);
                continue;
            }

            var confirmed = await AskAsync(() => specs.Where(spec => Confirms($"{Describe(spec)} on connection '{where}'", "Submit")).ToList()).ConfigureAwait(false);
            if (confirmed.Count == 0)
            {
                continue;
            }

            try
            {
                var client = await Connections.ClientAsync(Connection, cancellationToken).ConfigureAwait(false);
                await JobFileInput.EnsureAsync(client, file, TellAsync, cancellationToken).ConfigureAwait(false);
                await SubmitAsync(client, SubmitAllAsync(client, confirmed, cancellationToken), ordinal => confirmed[ordinal].Name ?? path, cancellationToken).ConfigureAwait(false);
            }
            catch (BatchException e)
            {
                await ReportAsync(e, path).ConfigureAwait(false);
            }
        }
    }

    // -WhatIf: each job with what it would cost. Nothing is submitted; a job whose definition has to be looked up is planned with calls that read.
    private async Task TellAsync(IReadOnlyList<JobSpec> specs, CancellationToken cancellationToken)
    {
        var settings = await Connections.ResolveAsync(Connection, cancellationToken).ConfigureAwait(false);
        var estimates = await EstimatesAsync(specs, settings, cancellationToken).ConfigureAwait(false);
        for (var place = 0; place < specs.Count; place++)
        {
            var spec = specs[place];
            var estimate = estimates[place] is { } text ? $" (estimate: {text})" : string.Empty;
            await AskAsync(() => Confirms($"{Describe(spec)} on connection '{settings.Name}'{estimate}", "Submit")).ConfigureAwait(false);
        }
    }

    private async Task<string?[]> EstimatesAsync(IReadOnlyList<JobSpec> specs, ConnectionSettings settings, CancellationToken cancellationToken)
    {
        var estimates = new string?[specs.Count];
        try
        {
            var client = await Connections.ClientAsync(Connection, cancellationToken).ConfigureAwait(false);
            var comparer = PriceShelf.Comparer(Registry.Prices(), settings.Name);
            var mode = specs.Any(spec => spec.Definition is not null) ? PlanMode.Connected : PlanMode.Offline;
            var place = 0;
            await foreach (var plan in client.PlanManyAsync(specs, mode, null, cancellationToken).ConfigureAwait(false))
            {
                estimates[place++] = plan.IsAccepted
                    ? await PlanCosts.CompareAsync(comparer, plan, settings.Region, cancellationToken).ConfigureAwait(false) is { } comparison ? PlanCosts.Line(comparison, plan.Provider) : null
                    : "none, it would be refused; Get-BatchPlan says why";
            }
        }
        catch (Exception e) when (e is BatchException or FormatException)
        {
            // What would happen can be told without its cost.
            await TellAsync($"There is no estimate: {e.Message}").ConfigureAwait(false);
        }

        return estimates;
    }

    private object? SourceOf(int ordinal)
    {
        lock (_sources)
        {
            return _sources[ordinal];
        }
    }

    private async Task SubmitAsync(BatchClient client, IAsyncEnumerable<SubmitOutcome> outcomes, Func<int, object?> sourceOf, CancellationToken cancellationToken)
    {
        var jobs = new List<(BatchClient Client, Job Job)>();
        await foreach (var outcome in outcomes.ConfigureAwait(false))
        {
            if (outcome.Job is { } job)
            {
                // Known before it is written: whoever cuts the pipeline short is told of it.
                _submitted.Add(job);
                jobs.Add((client, job));
            }

            if (!cancellationToken.IsCancellationRequested)
            {
                await WriteAsync(client, outcome, sourceOf).ConfigureAwait(false);
            }
        }

        if (!Waits || jobs.Count == 0)
        {
            return;
        }

        if (Follow.IsPresent)
        {
            await FollowAsync(jobs, cancellationToken).ConfigureAwait(false);
        }

        await WaitAsync([.. jobs.Select(item => (item.Client, item.Job.Reference))], null, any: false, FailOnJobError.IsPresent, null, cancellationToken).ConfigureAwait(false);
    }

    private async Task WriteAsync(BatchClient client, SubmitOutcome outcome, Func<int, object?> sourceOf)
    {
        try
        {
            foreach (var duplicate in outcome.DuplicatesStopped)
            {
                await WarnAsync($"A second job of the same submit had turned up and was stopped: {duplicate.Reference}.").ConfigureAwait(false);
            }

            if (outcome.Error is { } error)
            {
                await ReportAsync(error, sourceOf(outcome.Ordinal) ?? outcome.Spec.Name ?? outcome.SubmissionId.ToString()).ConfigureAwait(false);
            }
            else if (!Waits)
            {
                await WriteAsync(new BatchJob(outcome.Job!, client.Connection ?? client.Provider)).ConfigureAwait(false);
            }
            else
            {
                await TellAsync($"submitted {outcome.Job!.Reference}").ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The pipeline takes nothing any more; the outcomes that are still to come are counted all the same.
        }
    }

    private async IAsyncEnumerable<JobSpec> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await _specs.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (_specs.Reader.TryRead(out var spec))
            {
                Wake();
                yield return spec;
            }
        }
    }
}
