using System.Management.Automation;
using MultiBatch.Definitions;
using MultiBatch.Jobs;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Submitting;

namespace MultiBatch.PowerShell.Definitions;

/// <summary><c>Register-BatchJobDefinition</c></summary>
[Cmdlet(VerbsLifecycle.Register, "BatchJobDefinition", DefaultParameterSetName = CommandSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(BatchJobDefinition))]
public sealed class RegisterBatchJobDefinitionCommand : SpecCmdlet
{
    private readonly List<JobDefinitionSpec> _specs = [];

    internal override string Subject => "Definition";

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        TakeArray();
        Run(RegisterAsync);
    }

    private protected override void Take(JobSpec spec, object? source)
    {
        // A definition is described by the parameters of a job; -Name is the definition's own.
        var name = spec.Name ?? throw new CmdletInputException("-Name: a definition needs a name.", source);
        Add(new JobDefinitionSpec { Name = name, Job = spec with { Name = null } });
    }

    private void Add(JobDefinitionSpec spec)
    {
        if (Confirms(spec.Name, "Register job definition"))
        {
            _specs.Add(spec);
        }
    }

    private async Task RegisterAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName == PathSet)
        {
            await ReadFilesAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_specs.Count == 0)
        {
            return;
        }

        var client = await Connections.ClientAsync(Connection, cancellationToken).ConfigureAwait(false);
        foreach (var spec in _specs)
        {
            try
            {
                var registered = await client.Definitions.RegisterAsync(spec, cancellationToken).ConfigureAwait(false);
                await WriteAsync(new BatchJobDefinition(registered, client.Connection ?? client.Provider)).ConfigureAwait(false);
            }
            catch (BatchException e)
            {
                await ReportAsync(e, spec.Name).ConfigureAwait(false);
            }
        }
    }

    private async Task ReadFilesAsync(CancellationToken cancellationToken)
    {
        foreach (var path in await AskAsync(() => Path!.Select(path => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path)).ToList()).ConfigureAwait(false))
        {
            try
            {
                var file = await JobFileInput.ReadAsync(path, cancellationToken).ConfigureAwait(false);
                await AskAsync(() =>
                {
                    foreach (var definition in file.Definitions.Select(entry => entry.Spec))
                    {
                        Add(definition with { Job = FromParameters(definition.Job, null) with { Name = null } });
                    }

                    foreach (var job in file.Definitions.Count > 0 ? [] : file.Jobs.Select(entry => entry.Spec))
                    {
                        Take(FromParameters(job, null), path);
                    }

                    return true;
                }).ConfigureAwait(false);
            }
            catch (CmdletInputException e)
            {
                await ReportAsync(e, path).ConfigureAwait(false);
            }
        }
    }
}
