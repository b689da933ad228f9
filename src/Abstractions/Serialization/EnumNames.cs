using MultiBatch.Jobs;

namespace MultiBatch.Serialization;

/// <summary>The names of one enumeration, made once.</summary>
internal static class EnumNames<T>
    where T : struct, Enum
{
    private static readonly Dictionary<T, string> Texts = Enum.GetValues<T>().ToDictionary(value => value, TextOf);

    private static readonly Dictionary<string, T> Values = Texts.ToDictionary(pair => Squeeze(pair.Value), pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    static EnumNames()
    {
        if (typeof(T) == typeof(CpuArchitecture))
        {
            AddAlias("x8664", CpuArchitecture.Amd64);
            AddAlias("x64", CpuArchitecture.Amd64);
            AddAlias("aarch64", CpuArchitecture.Arm64);
        }
    }

    public static IReadOnlyList<string> All { get; } = [.. Texts.Values];

    public static string Format(T value) => Texts.TryGetValue(value, out var text) ? text : value.ToString();

    public static bool TryParse(string? text, out T value) => Values.TryGetValue(Squeeze(text ?? string.Empty), out value);

    private static void AddAlias(string text, object value) => Values[text] = (T)value;

    private static string Squeeze(string text) => text.Trim().Replace("-", string.Empty).Replace("_", string.Empty);

    private static string TextOf(T value)
    {
        var name = value.ToString();
        if (typeof(T) == typeof(PurchaseKind))
        {
            // One spelling with Purchase, which people write in files and options.
            return string.Concat(name.Select((c, index) => char.IsUpper(c) ? (index > 0 ? "-" : string.Empty) + char.ToLowerInvariant(c) : c.ToString()));
        }

        return char.ToLowerInvariant(name[0]) + name.Substring(1);
    }
}
