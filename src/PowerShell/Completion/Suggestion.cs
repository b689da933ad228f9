namespace MultiBatch.PowerShell.Completion;

/// <summary>A word a completer offers.</summary>
internal sealed class Suggestion
{
    public Suggestion(string text, string? tip = null)
    {
        Text = text;
        Tip = string.IsNullOrWhiteSpace(tip) ? text : tip!;
    }

    public string Text { get; }

    public string Tip { get; }
}
