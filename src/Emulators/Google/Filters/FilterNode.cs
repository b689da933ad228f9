namespace MultiBatch.Emulators.Google.Filters;

/// <summary>A part of a filter.</summary>
internal abstract class FilterNode
{
    /// <summary>Whether something passes; null when that depends on what is not known.</summary>
    /// <param name="find">Finds what a field holds.</param>
    public abstract bool? Evaluate(Func<string, FilterOperand> find);
}
