using System.Text.RegularExpressions;
using MultiBatch.Planning;

namespace MultiBatch.Providers.Local.Planning;

/// <summary>Names of queues and environments.</summary>
internal static class NameRules
{
    private static readonly Regex Pattern = new(LocalCapabilities.ResourceNamePattern, RegexOptions.CultureInvariant);

    public static FieldDisposition Plan(string pointer, string? name) =>
        name is not null && Pattern.IsMatch(name) && !name.EndsWith('\n')
            ? FieldDisposition.Honored(pointer)
            : FieldDisposition.Rejected(pointer, $"'{name}' is no name: it has 1 to 128 letters, digits, hyphens and underscores and begins with a letter or digit", "choose another name");
}
