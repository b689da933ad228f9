namespace MultiBatch.Costs.Catalogue;

/// <summary>Which region belongs to which group.</summary>
public static class RegionGroups
{
    /// <summary>Every region but those that are compared only by name.</summary>
    public const string Any = "any";

    /// <summary>The United States.</summary>
    public const string UnitedStates = "us";

    /// <summary>Europe.</summary>
    public const string Europe = "eu";

    /// <summary>Asia, Australia and New Zealand.</summary>
    public const string Asia = "asia";

    /// <summary>The rest: Africa, Canada, Latin America, the Middle East.</summary>
    public const string Other = "other";

    internal const string Restricted = "gov-cn";
    internal const string Local = "local";

    private const string Resource = "MultiBatch.Costs.regions.csv";

    private static readonly Lazy<IReadOnlyDictionary<(string Provider, string Region), string>> Known = new(Read);

    /// <summary>The groups that can be asked for.</summary>
    public static IReadOnlyList<string> All { get; } = [UnitedStates, Europe, Asia, Other, Any];

    /// <summary>The group of a region; empty when it is not known.</summary>
    public static string GroupOf(string provider, string region) =>
        Known.Value.TryGetValue((provider, region), out var group) ? group
        : region.StartsWith("cn-", StringComparison.Ordinal) || region.StartsWith("china", StringComparison.Ordinal) || region.StartsWith("usgov", StringComparison.Ordinal)
            || region.IndexOf("-gov-", StringComparison.Ordinal) > 0 ? Restricted
        : string.Empty;

    private static Dictionary<(string Provider, string Region), string> Read()
    {
        using var stream = typeof(RegionGroups).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        var groups = new Dictionary<(string Provider, string Region), string>();
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            groups[(cells[0], cells[1])] = cells[2];
        }

        return groups;
    }
}
