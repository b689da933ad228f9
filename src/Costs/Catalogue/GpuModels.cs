namespace MultiBatch.Costs.Catalogue;

/// <summary>Compares the names of GPU models.</summary>
internal static class GpuModels
{
    /// <summary>The word that takes every model.</summary>
    public const string Any = "any";

    /// <summary>
    /// Whether a machine's GPU answers a wish: the same model, or the same with its memory named (A100 takes A100-80GB). Case, spaces, hyphens and
    /// underscores do not count; A10 and A100, T4 and T4g are different models.
    /// </summary>
    public static bool Matches(string wanted, string? model)
    {
        if (string.IsNullOrEmpty(model))
        {
            return false;
        }

        return string.Equals(wanted, Any, StringComparison.OrdinalIgnoreCase)
            || Plain(wanted) == Plain(model!)
            || (WithoutMemory(model!) is { } name && Plain(wanted) == Plain(name));
    }

    private static string Plain(string model)
    {
        var plain = string.Concat(model.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return plain.StartsWith("NVIDIA", StringComparison.Ordinal) ? plain.Substring("NVIDIA".Length) : plain;
    }

    private static string? WithoutMemory(string model)
    {
        var mark = model.LastIndexOfAny(['-', ' ', '_']);
        var rest = mark < 0 ? string.Empty : model.Substring(mark + 1);
        return rest.Length > 2 && rest.EndsWith("GB", StringComparison.OrdinalIgnoreCase) && rest.Substring(0, rest.Length - 2).All(char.IsDigit)
            ? model.Substring(0, mark)
            : null;
    }
}
