namespace MultiBatch.Planning;

/// <summary>What becomes of one field of a spec on one provider.</summary>
public sealed record FieldDisposition
{
    private FieldDisposition(string pointer, DispositionKind kind)
    {
        Pointer = pointer ?? throw new ArgumentNullException(nameof(pointer));
        Kind = kind;
    }

    /// <summary>The field, as a JSON Pointer into the spec's JSON form, for example <c>/resources/memory</c>.</summary>
    public string Pointer { get; }

    /// <summary>What becomes of it.</summary>
    public DispositionKind Kind { get; }

    /// <summary>How or why, in words; null for a field that is simply honoured.</summary>
    public string? Detail { get; private init; }

    /// <summary>The value asked for, where it was rounded.</summary>
    public string? From { get; private init; }

    /// <summary>The value used, where it was rounded or defaulted.</summary>
    public string? To { get; private init; }

    /// <summary>For a rejected field: what comes nearest to it and can be done.</summary>
    public string? Alternative { get; private init; }

    /// <summary>Where the rule is documented; null for a rule of ours.</summary>
    public string? Source { get; private init; }

    /// <summary>For an emulated field: true when it is done only while a client runs.</summary>
    public bool NeedsClient { get; private init; }

    /// <summary>The field is done as asked.</summary>
    public static FieldDisposition Honored(string pointer, string? how = null) => new(pointer, DispositionKind.Honored) { Detail = how };

    /// <summary>The field was not set and gets a value.</summary>
    public static FieldDisposition Defaulted(string pointer, string value, string why) =>
        new(pointer, DispositionKind.Defaulted) { To = value, Detail = why };

    /// <summary>The field gets the nearest value there is.</summary>
    public static FieldDisposition Rounded(string pointer, string from, string to, string why, string? source = null) =>
        new(pointer, DispositionKind.Rounded) { From = from, To = to, Detail = why, Source = source };

    /// <summary>The field is done by other means.</summary>
    public static FieldDisposition Emulated(string pointer, string how, bool needsClient = false) =>
        new(pointer, DispositionKind.Emulated) { Detail = how, NeedsClient = needsClient };

    /// <summary>The field cannot be judged before a call.</summary>
    public static FieldDisposition Unverified(string pointer, string needsCall) => new(pointer, DispositionKind.Unverified) { Detail = needsCall };

    /// <summary>The field is refused.</summary>
    public static FieldDisposition Rejected(string pointer, string why, string? alternative = null, string? source = null) =>
        new(pointer, DispositionKind.Rejected) { Detail = why, Alternative = alternative, Source = source };

    /// <summary>The disposition as one line.</summary>
    public override string ToString()
    {
        var text = $"{Pointer}: {Kind.ToString().ToLowerInvariant()}";
        text += From is not null ? $" {From} -> {To}" : To is not null ? $" {To}" : string.Empty;
        text += Detail is not null ? $" ({Detail})" : string.Empty;
        return Alternative is not null ? $"{text}; instead: {Alternative}" : text;
    }
}
