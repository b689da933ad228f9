using MultiBatch.Providers.Azure.Wire.Common;

namespace MultiBatch.Providers.Azure.Mapping;

/// <summary>Metadata of pools and Azure jobs: the labels, and beside them what the service has no field for.</summary>
internal static class Metadata
{
    public const string Prefix = "multibatch:";
    public const string Queue = Prefix + "queue";
    public const string Priority = Prefix + "priority";
    public const string Enabled = Prefix + "enabled";
    public const string MaxVCpus = Prefix + "max-vcpus";
    public const string MinVCpus = Prefix + "min-vcpus";
    public const string Purchase = Prefix + "purchase";

    public static string? Find(IReadOnlyList<NameValuePair>? metadata, string name) =>
        metadata?.FirstOrDefault(item => string.Equals(item.Name, name, StringComparison.OrdinalIgnoreCase))?.Value;

    /// <summary>The labels; null when there are none.</summary>
    public static IReadOnlyDictionary<string, string>? Labels(IReadOnlyList<NameValuePair>? metadata)
    {
        var labels = (metadata ?? []).Where(item => !item.Name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .GroupBy(item => item.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().Value ?? string.Empty, StringComparer.Ordinal);
        return labels.Count == 0 ? null : labels;
    }

    /// <summary>What is sent: ours first, then the labels. The service replaces all of it at once.</summary>
    public static IReadOnlyList<NameValuePair> Write(IReadOnlyDictionary<string, string>? labels, params (string Name, string? Value)[] ours) =>
    [
        .. ours.Where(item => item.Value is not null).Select(item => new NameValuePair { Name = item.Name, Value = item.Value }),
        .. (labels ?? new Dictionary<string, string>()).Select(label => new NameValuePair { Name = label.Key, Value = label.Value }),
    ];
}
