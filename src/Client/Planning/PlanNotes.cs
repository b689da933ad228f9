namespace MultiBatch.Planning;

/// <summary>
/// What the client itself has to say about the fields of one spec. A field that breaks several rules is rejected once, for all of them.
/// </summary>
internal sealed class PlanNotes
{
    private readonly List<FieldDisposition> _notes = [];

    /// <summary>True when a rule that holds everywhere is broken.</summary>
    public bool IsInvalid { get; private set; }

    /// <summary>True when the provider cannot do something.</summary>
    public bool IsUnsupported { get; private set; }

    public bool IsRejected => IsInvalid || IsUnsupported;

    public IReadOnlyList<FieldDisposition> All => _notes;

    /// <summary>A field breaks a rule that holds on every provider.</summary>
    public void Invalid(string pointer, string why, string? wayOut = null)
    {
        IsInvalid = true;
        Reject(pointer, why, wayOut, null);
    }

    /// <summary>A field asks for what this provider cannot do, or for more than its limits allow.</summary>
    public void Unsupported(string pointer, string why, string? wayOut, string? source)
    {
        IsUnsupported = true;
        Reject(pointer, why, wayOut, source);
    }

    /// <summary>Adds what is not a rejection; replaces what was said of the field before.</summary>
    public void Set(FieldDisposition disposition)
    {
        var index = IndexOf(disposition.Pointer);
        if (index < 0)
        {
            _notes.Add(disposition);
        }
        else
        {
            _notes[index] = disposition;
        }
    }

    public FieldDisposition? Find(string pointer) => IndexOf(pointer) is var index and >= 0 ? _notes[index] : null;

    private void Reject(string pointer, string why, string? wayOut, string? source)
    {
        var before = Find(pointer);
        if (before is { Kind: DispositionKind.Rejected })
        {
            why = before.Detail + "; " + why;
            wayOut = before.Alternative ?? wayOut;
            source = before.Source ?? source;
        }

        Set(FieldDisposition.Rejected(pointer, why, wayOut, source));
    }

    // A dozen entries at most: a loop is quicker than a table.
    private int IndexOf(string pointer)
    {
        for (var index = 0; index < _notes.Count; index++)
        {
            if (string.Equals(_notes[index].Pointer, pointer, StringComparison.Ordinal))
            {
                return index;
            }
        }

        return -1;
    }
}
