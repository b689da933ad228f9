namespace MultiBatch.Emulators.Google.Filters;

/// <summary>What a filter finds in a field.</summary>
internal readonly record struct FilterOperand
{
    /// <summary>Not known yet: the comparison is neither true nor false.</summary>
    public static FilterOperand Unknown { get; } = new() { IsUnknown = true };

    /// <summary>The field is not there.</summary>
    public static FilterOperand Absent { get; }

    public bool IsUnknown { get; private init; }

    public string? Text { get; private init; }

    public DateTimeOffset? Time { get; private init; }

    /// <summary>For words that have an order: their place.</summary>
    public int? Rank { get; private init; }

    /// <summary>The words that have the order.</summary>
    public IReadOnlyList<string>? Order { get; private init; }

    public static FilterOperand Of(string? text) => new() { Text = text };

    public static FilterOperand Of(DateTimeOffset time) => new() { Time = time };

    public static FilterOperand Of(string word, IReadOnlyList<string> order) => new() { Text = word, Rank = order.IndexOfWord(word), Order = order };
}
