using MultiBatch.Definitions;
using MultiBatch.PowerShell.Jobs;
using MultiBatch.Serialization;

namespace MultiBatch.PowerShell.Definitions;

/// <summary>A revision of a job definition: a template with parameters. Data only.</summary>
public sealed class BatchJobDefinition
{
    private readonly JobDefinition _definition;

    internal BatchJobDefinition(JobDefinition definition, string connection)
    {
        _definition = definition;
        Connection = connection;
        Labels = new BatchLabels(definition.Labels);
        Command = new BatchTextList(definition.Job.Command);
    }

    /// <summary>The name and the revision, as <c>align:3</c>.</summary>
    public string Definition => _definition.Reference.ToString();

    /// <summary>The name.</summary>
    public string Name => _definition.Name;

    /// <summary>The revision, from 1.</summary>
    public int Revision => _definition.Revision;

    /// <summary>False when jobs that name it are refused.</summary>
    public bool IsActive => _definition.IsActive;

    /// <summary>The connection it was read with.</summary>
    public string Connection { get; }

    /// <summary>The command of its jobs.</summary>
    public BatchTextList Command { get; }

    /// <summary>The script of its jobs.</summary>
    public string? Script => _definition.Job.Script;

    /// <summary>When it was registered, in local time.</summary>
    public DateTime? RegisteredAt => _definition.RegisteredAt?.LocalDateTime;

    /// <summary>The labels.</summary>
    public BatchLabels Labels { get; }

    /// <summary>The service's own id.</summary>
    public string? NativeId => _definition.NativeId;

    /// <summary>The job it makes, as JSON.</summary>
    public string GetSpec() => BatchJson.Write(_definition.Job, indented: true);

    /// <summary>The definition as <c>multibatch definition show --output json</c> writes it.</summary>
    public string ToJson() => BatchJson.Write(_definition, indented: true);

    /// <summary>The name and the revision.</summary>
    public override string ToString() => Definition;
}
