using MultiBatch.PowerShell.Errors;

namespace MultiBatch.PowerShell.Binding;

/// <summary>What came in cannot be used. The message names the parameter or column, the value, the rule and the way out.</summary>
internal sealed class CmdletInputException : Exception
{
    public CmdletInputException(string message, object? target = null, ErrorRow? row = null)
        : base(message)
    {
        Target = target;
        Row = row;
    }

    public CmdletInputException(IReadOnlyList<string> problems, object? target = null)
        : this(string.Join(Environment.NewLine, problems), target)
    {
    }

    public object? Target { get; }

    /// <summary>The row of the table; null for plain invalid input.</summary>
    public ErrorRow? Row { get; }
}
