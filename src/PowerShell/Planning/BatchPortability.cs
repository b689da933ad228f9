using MultiBatch.FrontEnds.Json;
using MultiBatch.Planning;
using MultiBatch.PowerShell.Jobs;
using MultiBatch.Serialization;

namespace MultiBatch.PowerShell.Planning;

/// <summary>Whether a job can run on a connection as it is, and what to write to make it portable.</summary>
public sealed class BatchPortability
{
    private readonly IReadOnlyList<FieldDisposition> _dispositions;

    internal BatchPortability(string job, string connection, string provider, JobPlan? plan, string? problem)
    {
        Job = job;
        Connection = connection;
        Provider = provider;
        Problem = problem;
        _dispositions = plan?.Dispositions ?? [];
        Dispositions = new BatchDispositionList(_dispositions);
        CanRun = plan?.IsAccepted == true;
        Rewrite = new BatchTextList([.. Dispositions.Where(one => one.Kind == DispositionKind.Rejected).Select(Advice)]);
    }

    /// <summary>The job.</summary>
    public string Job { get; }

    /// <summary>The connection.</summary>
    public string Connection { get; }

    /// <summary>The provider.</summary>
    public string Provider { get; }

    /// <summary>True when nothing is rejected.</summary>
    public bool CanRun { get; }

    /// <summary>Fields that are honored as they are.</summary>
    public int Honored => Count(DispositionKind.Honored);

    /// <summary>Fields that are changed to the nearest possible value.</summary>
    public int Rounded => Count(DispositionKind.Rounded);

    /// <summary>Fields that MultiBatch does in the service's place.</summary>
    public int Emulated => Count(DispositionKind.Emulated);

    /// <summary>Fields that need a call to be sure of.</summary>
    public int Unverified => Count(DispositionKind.Unverified);

    /// <summary>Fields that cannot be had there.</summary>
    public int Rejected => Count(DispositionKind.Rejected);

    /// <summary>For each rejected field, the nearest portable thing to write in its place.</summary>
    public BatchTextList Rewrite { get; }

    /// <summary>Why there is no plan; null when there is one.</summary>
    public string? Problem { get; }

    /// <summary>What becomes of each field.</summary>
    public BatchDispositionList Dispositions { get; }

    /// <summary>The dispositions that are not simply honored, in words.</summary>
    public string Notes => Problem ?? string.Join("; ", Dispositions
        .Where(one => one.Kind is not (DispositionKind.Honored or DispositionKind.Defaulted or DispositionKind.Rejected))
        .Select(one => $"{one.Field} {EnumText.Format(one.Kind)}{(one.Detail is null ? string.Empty : $": {one.Detail}")}"));

    /// <summary>The comparison of a job with a connection, as JSON: what the properties hold.</summary>
    public string ToJson() => PortabilityJson.Write(Job, Connection, Provider, CanRun, Problem, Rewrite, _dispositions);

    /// <summary>The job, the connection and whether it can run there.</summary>
    public override string ToString() => $"{Job} on {Connection}: {(CanRun ? "can run" : Problem ?? Rewrite.ToString())}";

    private static string Advice(BatchDisposition disposition) => $"{disposition.Field}: {disposition.Alternative ?? $"leave it out ({disposition.Detail})"}";

    private int Count(DispositionKind kind) => Dispositions.Count(one => one.Kind == kind);
}
