namespace MultiBatch.Cli.Errors;

/// <summary>Options or files that cannot be used. Each problem names the option or field, the value, the rule and the way out.</summary>
internal sealed class InvalidInputException : Exception
{
    public InvalidInputException(string problem)
        : this([problem])
    {
    }

    public InvalidInputException(IReadOnlyList<string> problems)
        : base(string.Join(Environment.NewLine, problems))
    {
        Problems = problems;
    }

    public IReadOnlyList<string> Problems { get; }
}
