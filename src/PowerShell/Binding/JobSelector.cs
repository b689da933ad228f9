using System.Management.Automation;
using MultiBatch.Jobs;
using MultiBatch.PowerShell.Jobs;

namespace MultiBatch.PowerShell.Binding;

/// <summary>
/// A job as a cmdlet was given it: an object of the module, also one that went through CSV, CLIXML or another session; a reference; or a bare
/// id, which belongs to the connection in use.
/// </summary>
public sealed class JobSelector
{
    private readonly string _text;

    private JobSelector(string text, JobReference? reference, string? connection, object? source)
    {
        _text = text;
        Reference = reference;
        Connection = connection;
        Source = source;
    }

    /// <summary>What the cmdlet was given.</summary>
    public object? Source { get; }

    internal JobReference? Reference { get; }

    /// <summary>The connection that the object names beside its reference.</summary>
    internal string? Connection { get; }

    /// <summary>Reads a job from whatever a parameter was given.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">It names no job; the message lists the accepted forms.</exception>
    public static JobSelector From(object? value)
    {
        var item = InputValues.Unwrap(value);
        return item switch
        {
            null => throw Wrong("nothing"),
            JobSelector selector => selector,
            BatchJob job => new JobSelector(job.Reference, JobReference.Parse(job.Reference), null, job),
            JobReference reference => new JobSelector(reference.ToString(), reference, null, reference),
            Job job => new JobSelector(job.Reference.ToString(), job.Reference, null, job),
            string text => FromText(text, null, value),
            _ => FromProperties(PSObject.AsPSObject(value!)),
        };
    }

    /// <summary>The reference, or the bare id, as it was given.</summary>
    public override string ToString() => _text;

    internal JobReference ReferenceOn(BatchClient client) =>
        Reference ?? (JobReference.TryParse(client.Provider + ":" + _text, out var bare)
            ? bare! with { Connection = client.Connection }
            : throw new CmdletInputException($"-Job: '{_text}' is neither a job id nor a reference; take one from Get-BatchJob, as local:main/01k9…#7.", Source));

    private static JobSelector FromText(string text, string? connection, object? source)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            throw Wrong("an empty text");
        }

        if (!trimmed.Contains(':'))
        {
            return JobReference.TryParse("any:" + trimmed, out _) ? new JobSelector(trimmed, null, connection, source) : throw Wrong($"'{trimmed}'");
        }

        return JobReference.TryParse(trimmed, out var reference) ? new JobSelector(trimmed, reference, connection, source) : throw Wrong($"'{trimmed}'");
    }

    // Rows of a CSV file, objects from CLIXML or another session: what they are called is left, what they are is not.
    private static JobSelector FromProperties(PSObject item)
    {
        foreach (var name in new[] { "Reference", "Job" })
        {
            if (item.Properties[name]?.Value is { } value && InputValues.Unwrap(value) is { } found && found.ToString() is { Length: > 0 } text)
            {
                var connection = item.Properties["Connection"]?.Value?.ToString();
                return FromText(text, string.IsNullOrWhiteSpace(connection) ? null : connection!.Trim(), item);
            }
        }

        throw Wrong($"an object of type {item.BaseObject.GetType().Name} without a property Reference");
    }

    private static ArgumentException Wrong(string what) => new(
        $"A job is expected, and {what} was given: pass a job object, a reference (local:main/01k9…#7), or the id of a job of the connection in use.");
}
