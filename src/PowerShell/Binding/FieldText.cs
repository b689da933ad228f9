namespace MultiBatch.PowerShell.Binding;

/// <summary>Reads what a parameter or column holds, and says which one it is when it cannot be read.</summary>
internal static class FieldText
{
    /// <param name="value">What it holds.</param>
    /// <param name="field">The parameter or column, for messages.</param>
    /// <param name="parse">Reads it; what is wrong is its <see cref="FormatException"/> or <see cref="ArgumentException"/>.</param>
    /// <exception cref="CmdletInputException">It cannot be read.</exception>
    public static TResult Parse<TValue, TResult>(TValue value, string field, Func<TValue, TResult> parse)
    {
        try
        {
            return parse(value);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new CmdletInputException($"{field}: {Sentence(e.Message)}");
        }
    }

    private static string Sentence(string message) => message.Length > 0 && message[^1] is ('.' or '?') ? message : message + ".";
}
