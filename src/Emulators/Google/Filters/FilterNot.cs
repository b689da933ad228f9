namespace MultiBatch.Emulators.Google.Filters;

/// <summary>A part that must not hold.</summary>
internal sealed class FilterNot : FilterNode
{
    private readonly FilterNode _part;

    public FilterNot(FilterNode part) => _part = part;

    public override bool? Evaluate(Func<string, FilterOperand> find) => !_part.Evaluate(find);
}
