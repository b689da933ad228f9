namespace MultiBatch.Emulators.Google.Filters;

/// <summary>Parts of which one must hold.</summary>
internal sealed class FilterAny : FilterNode
{
    private readonly IReadOnlyList<FilterNode> _parts;

    public FilterAny(IReadOnlyList<FilterNode> parts) => _parts = parts;

    public override bool? Evaluate(Func<string, FilterOperand> find)
    {
        bool? any = false;
        foreach (var part in _parts)
        {
            switch (part.Evaluate(find))
            {
                case true:
                    return true;
                case null:
                    any = null;
                    break;
            }
        }

        return any;
    }
}
