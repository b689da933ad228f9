namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>The tags that this provider puts on what it makes, beside the caller's labels.</summary>
internal static class AwsTags
{
    /// <summary>What every name here begins with. Labels may not.</summary>
    public const string Prefix = "multibatch:";

    /// <summary>The submission id of a job.</summary>
    public const string Submission = Prefix + "submission";

    /// <summary>The number of children of an array that is not one native array, or runs under other indexes than it has.</summary>
    public const string Array = Prefix + "array";

    /// <summary>Which part of a job this one is, as <see cref="JobPart"/>.</summary>
    public const string Part = Prefix + "part";

    /// <summary>The portable definition a job came from, as <c>name:revision</c>.</summary>
    public const string Definition = Prefix + "definition";

    /// <summary>The job this one repeats the failed children of.</summary>
    public const string RestartOf = Prefix + "restart-of";

    /// <summary>The submission that all segments of a job share, where a client runs one job as several of the service's.</summary>
    public const string SegmentOf = Prefix + "segment-of";

    /// <summary>The hash of a definition's content.</summary>
    public const string ContentHash = Prefix + "content";

    /// <summary>The most that a job carries of ours.</summary>
    public const int MostOfOurs = 6;

    /// <summary>The tags that are the caller's.</summary>
    public static IReadOnlyDictionary<string, string> WithoutOurs(IReadOnlyDictionary<string, string>? tags)
    {
        if (tags is null || tags.Count == 0)
        {
            return Empty;
        }

        var own = new Dictionary<string, string>(tags.Count, StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            if (!tag.Key.StartsWith(Prefix, StringComparison.Ordinal))
            {
                own[tag.Key] = tag.Value;
            }
        }

        return own;
    }

    private static Dictionary<string, string> Empty { get; } = [];
}
