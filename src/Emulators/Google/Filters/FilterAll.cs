namespace MultiBatch.Emulators.Google.Filters;

/// <summary>Parts of which all must hold.</summary>
internal sealed class FilterAll : FilterNode
{
    private readonly IReadOnlyList<FilterNode> _parts;

    public FilterAll(IReadOnlyList<FilterNode> parts) => _parts = parts;

    public override bool? Evaluate(Func<string, FilterOperand> find)
    {
        bool? all = true;
        foreach (var part in _parts)
        {
            switch (part.Evaluate(find))
            {
                case false:
                    return false;
                case null:
                    all = null;
                    break;
            }
        }

        return all;
    }
}
