using MultiBatch.Jobs;

namespace MultiBatch.Planning;

/// <summary>
/// Collects the dispositions of a spec's fields. A field may be given one only once, and a field that is left over is rejected: a mapping that
/// forgets a field cannot make it vanish. Not thread-safe.
/// </summary>
public sealed class DispositionList
{
    private readonly List<FieldDisposition> _dispositions;
    private readonly HashSet<string> _open;
    private readonly HashSet<string> _decided = new(StringComparer.Ordinal);

    /// <summary>Starts a list for the fields that are set.</summary>
    /// <param name="fields">The fields, from <see cref="SpecFields"/>.</param>
    public DispositionList(IReadOnlyList<string> fields)
    {
        _open = new HashSet<string>(fields ?? throw new ArgumentNullException(nameof(fields)), StringComparer.Ordinal);
        _dispositions = new List<FieldDisposition>(fields.Count);
    }

    /// <summary>Starts a list for the fields that are set in <paramref name="spec"/>.</summary>
    public DispositionList(JobSpec spec)
        : this(SpecFields.Of(spec))
    {
    }

    /// <summary>True when nothing was rejected so far.</summary>
    public bool IsAccepted => _dispositions.All(disposition => disposition.Kind != DispositionKind.Rejected);

    /// <summary>True when the field is set and has no disposition yet.</summary>
    public bool IsOpen(string pointer) => _open.Contains(pointer);

    /// <summary>True when the field has been given a disposition.</summary>
    public bool IsDecided(string pointer) => _decided.Contains(pointer);

    /// <summary>Adds a disposition.</summary>
    /// <exception cref="InvalidOperationException">The field has one already.</exception>
    public void Add(FieldDisposition disposition)
    {
        ArgumentNullException.ThrowIfNull(disposition);

        if (!_decided.Add(disposition.Pointer))
        {
            throw new InvalidOperationException($"The field '{disposition.Pointer}' has been given a disposition already.");
        }

        _open.Remove(disposition.Pointer);
        _dispositions.Add(disposition);
    }

    /// <summary>Honours the fields that are set, of those named; the others are passed over.</summary>
    public void Honor(params string[] pointers)
    {
        foreach (var pointer in pointers ?? throw new ArgumentNullException(nameof(pointers)))
        {
            if (_open.Contains(pointer))
            {
                Add(FieldDisposition.Honored(pointer));
            }
        }
    }

    /// <summary>Rejects a field if it is set.</summary>
    public void RejectIfSet(string pointer, string why, string? alternative = null, string? source = null)
    {
        if (_open.Contains(pointer))
        {
            Add(FieldDisposition.Rejected(pointer, why, alternative, source));
        }
    }

    /// <summary>Gives the same disposition to every open field at or below a pointer.</summary>
    /// <param name="pointer">The field or the node above it.</param>
    /// <param name="disposition">Makes the disposition for one field.</param>
    public void ForEachBelow(string pointer, Func<string, FieldDisposition> disposition)
    {
        ArgumentNullException.ThrowIfNull(disposition);

        foreach (var field in _open.Where(field => field == pointer || field.StartsWith(pointer + "/", StringComparison.Ordinal)).OrderBy(field => field, StringComparer.Ordinal).ToList())
        {
            Add(disposition(field));
        }
    }

    /// <summary>Ends the list: what is still open is rejected.</summary>
    /// <param name="provider">The provider that forgot it, for the message.</param>
    public IReadOnlyList<FieldDisposition> Complete(string provider)
    {
        foreach (var field in _open.OrderBy(field => field, StringComparer.Ordinal).ToList())
        {
            Add(FieldDisposition.Rejected(field, $"the {provider} provider does not know this field", "leave it out"));
        }

        return _dispositions;
    }
}
