namespace MultiBatch.Emulators.Shapes;

/// <summary>Something in a request that is not as its shape says.</summary>
/// <param name="Path">Where.</param>
/// <param name="Problem">What.</param>
/// <param name="IsType">Whether it is a value of another type, which a service notices before it looks at anything else.</param>
internal sealed record ShapeProblem(string Path, string Problem, bool IsType)
{
    public override string ToString() => $"{Path} {Problem}";
}
