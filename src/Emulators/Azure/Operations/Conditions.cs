using MultiBatch.Emulators.Azure.Wire;

namespace MultiBatch.Emulators.Azure.Operations;

/// <summary>Conditions in the headers of requests.</summary>
internal static class Conditions
{
    /// <summary>Holds an entity against the conditions.</summary>
    /// <returns>False for a reading of what has not changed.</returns>
    /// <exception cref="AzureException">A condition is not met.</exception>
    public static bool Check(AzureRequest request, DateTimeOffset modified)
    {
        var tag = WireText.Tag(modified);
        var second = modified.AddTicks(-(modified.UtcTicks % TimeSpan.TicksPerSecond));
        if ((request.Header("If-Match") is { } match && !Matches(match, tag)) || second > request.Moment("If-Unmodified-Since"))
        {
            throw new AzureException(412, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met.");
        }

        var isSame = (request.Header("If-None-Match") is { } none && Matches(none, tag)) || second <= request.Moment("If-Modified-Since");
        if (isSame && request.Method is not ("GET" or "HEAD"))
        {
            throw new AzureException(412, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met.");
        }

        return !isSame;
    }

    private static bool Matches(string header, string tag) => header.Split(',', StringSplitOptions.TrimEntries).Any(item => item == "*" || item.Trim('"') == tag);
}
