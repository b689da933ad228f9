namespace MultiBatch.Providers.Google.Mapping;

/// <summary>The service's names of GPU models (https://cloud.google.com/compute/docs/gpus).</summary>
internal static class GpuTypes
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["T4"] = "nvidia-tesla-t4",
        ["V100"] = "nvidia-tesla-v100",
        ["P100"] = "nvidia-tesla-p100",
        ["P4"] = "nvidia-tesla-p4",
        ["L4"] = "nvidia-l4",
        ["A100"] = "nvidia-tesla-a100",
        ["A100-40GB"] = "nvidia-tesla-a100",
        ["A100-80GB"] = "nvidia-a100-80gb",
        ["H100"] = "nvidia-h100-80gb",
        ["H100-80GB"] = "nvidia-h100-80gb",
        ["H200"] = "nvidia-h200-141gb",
    };

    /// <summary>The models there are names for.</summary>
    public static IEnumerable<string> Models => Types.Keys;

    /// <summary>The type of a model, or of a type written as it is; null for an unknown one.</summary>
    public static string? Find(string model) =>
        Types.TryGetValue(model, out var type) ? type
        : model.StartsWith("nvidia-", StringComparison.Ordinal) ? model
        : null;

    /// <summary>The model of a type; the type itself when there is no shorter name.</summary>
    public static string ModelOf(string type) => Types.FirstOrDefault(pair => pair.Value == type).Key ?? type;
}
