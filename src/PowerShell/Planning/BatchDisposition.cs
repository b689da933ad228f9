using MultiBatch.Planning;

namespace MultiBatch.PowerShell.Planning;

/// <summary>What becomes of one field of a job.</summary>
public sealed class BatchDisposition
{
    private readonly FieldDisposition _disposition;

    internal BatchDisposition(FieldDisposition disposition) => _disposition = disposition;

    /// <summary>The field, as a JSON Pointer.</summary>
    public string Field => _disposition.Pointer;

    /// <summary>What becomes of it.</summary>
    public string Disposition => _disposition.Kind.ToString();

    internal DispositionKind Kind => _disposition.Kind;

    /// <summary>What was asked for, where it is changed.</summary>
    public string? From => _disposition.From;

    /// <summary>What it becomes.</summary>
    public string? To => _disposition.To;

    /// <summary>Why, or how.</summary>
    public string? Detail => _disposition.Detail;

    /// <summary>The nearest thing that would be accepted.</summary>
    public string? Alternative => _disposition.Alternative;

    /// <summary>Where the rule is documented.</summary>
    public string? Source => _disposition.Source;

    /// <summary>True when it works only while a client runs.</summary>
    public bool NeedsClient => _disposition.NeedsClient;

    /// <summary>The field and what becomes of it, in a line.</summary>
    public override string ToString() => _disposition.ToString();
}
