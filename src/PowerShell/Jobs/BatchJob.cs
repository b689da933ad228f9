using System.Text.Json;
using MultiBatch.Diagnosis;
using MultiBatch.FrontEnds.Json;
using MultiBatch.Jobs;
using MultiBatch.Serialization;

namespace MultiBatch.PowerShell.Jobs;

/// <summary>A job, the parent of an array, or a child of one, as the provider reported it at one moment. Data only.</summary>
public sealed class BatchJob
{
    private readonly Job _job;
    private string? _reference;
    private BatchAttemptList? _attempts;
    private BatchLabels? _labels;

    /// <summary>Shows a job to PowerShell.</summary>
    internal BatchJob(Job job, string connection, JobDiagnosis? diagnosis = null)
    {
        _job = job;
        Connection = connection;
        Diagnosis = diagnosis is null ? null : new BatchDiagnosis(diagnosis);
        SourceDiagnosis = diagnosis;
    }

    /// <summary>The reference: one text that finds this job again.</summary>
    public string Reference => _reference ??= _job.Reference.ToString();

    /// <summary>The name; null when the service keeps none.</summary>
    public string? Name => _job.Name;

    /// <summary>The state, as <c>Succeeded</c>: text, so that it reads the same once it has been through CSV, CLIXML or a background job.</summary>
    public string State => _job.State.ToString();

    /// <summary>The state in the service's own word.</summary>
    public string? NativeState => _job.NativeState;

    /// <summary>Why the job is in this state, in words.</summary>
    public string? Reason => _job.Reason;

    /// <summary>Why a job that ended did not succeed.</summary>
    public string? Cause => _job.Cause?.ToString();

    /// <summary>The exit code of the last attempt that has one.</summary>
    public int? ExitCode => _job.ExitCode;

    /// <summary>The connection the job was read with.</summary>
    public string Connection { get; }

    /// <summary>The provider.</summary>
    public string Provider => _job.Reference.Provider;

    /// <summary>The queue the job was submitted to.</summary>
    public string? Queue => _job.Queue;

    /// <summary>The id, without connection and queue; the parent's for a child of an array.</summary>
    public string Id => _job.Reference.Id;

    /// <summary>The index of a child of an array, from 0.</summary>
    public int? Index => _job.Index;

    /// <summary>The run, from 1; raised by a restart in place.</summary>
    public int Run => _job.Run;

    /// <summary>The current attempt, from 1; 0 before the first.</summary>
    public int Attempt => _job.Attempt;

    /// <summary>When the service accepted the job, in local time.</summary>
    public DateTime? SubmittedAt => _job.SubmittedAt?.LocalDateTime;

    /// <summary>When the first task began, in local time.</summary>
    public DateTime? StartedAt => _job.StartedAt?.LocalDateTime;

    /// <summary>When the job ended, in local time.</summary>
    public DateTime? EndedAt => _job.EndedAt?.LocalDateTime;

    /// <summary>How long the job ran, once it has ended.</summary>
    public TimeSpan? Duration => _job.EndedAt - _job.StartedAt;

    /// <summary>The number of children of an array.</summary>
    public int? ArraySize => _job.ArraySize;

    /// <summary>The children of an array, counted by state.</summary>
    public BatchStateCounts? Children => _job.Children is null ? null : new BatchStateCounts(_job.Children);

    /// <summary>The attempts that are known, oldest first.</summary>
    public BatchAttemptList Attempts => _attempts ??= new BatchAttemptList(_job.Attempts);

    /// <summary>False when the service hides earlier attempts.</summary>
    public bool AttemptsComplete => _job.AttemptsComplete;

    /// <summary>The labels.</summary>
    public BatchLabels Labels => _labels ??= new BatchLabels(_job.Labels);

    /// <summary>The definition the job came from, as <c>name:revision</c>.</summary>
    public string? Definition => _job.Definition;

    /// <summary>The id of the submit that made the job.</summary>
    public string? SubmissionId => _job.SubmissionId;

    /// <summary>The job this one repeats the failed children of.</summary>
    public string? RestartOf => _job.RestartOf?.ToString();

    /// <summary>True for a job that starts only while a client runs.</summary>
    public bool IsHeld => _job.IsHeld;

    /// <summary>Why the job does not start, or did not succeed; null without <c>-Explain</c>.</summary>
    public BatchDiagnosis? Diagnosis { get; }

    internal Job Source => _job;

    internal JobDiagnosis? SourceDiagnosis { get; }

    /// <summary>The service's own description of the job, as JSON; null when there is none.</summary>
    public string? GetNative() => _job.Native is { ValueKind: not JsonValueKind.Undefined } native ? native.GetRawText() : null;

    /// <summary>The job as <c>multibatch job show --output json</c> writes it, with <c>--explain</c> when it has a diagnosis.</summary>
    public string ToJson() => JobJson.Write(_job, SourceDiagnosis);

    /// <summary>The reference.</summary>
    public override string ToString() => Reference;
}
