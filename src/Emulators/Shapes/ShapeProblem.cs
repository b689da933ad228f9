namespace MultiBatch.Emulators.Shapes;

/// <summary>Something in a request that is not as its shape says.</summary>
/// <param name="Path">Where.</param>
/// <param name="Problem">What.</param>
/// <param name="IsType">Whether it is a value of another type, which a service notices before it looks at anything else.</param>
internal sealed record ShapeProblem(string Path, string Problem, bool IsType)
{
    /// <summary>What is said of a required member that is not there.</summary>
    public const string IsMissing = "must not be null";

    public override string ToString() => $"{Path} {Problem}";
}
