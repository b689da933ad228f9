namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>Amazon Resource Names, as <c>arn:aws:batch:eu-west-1:123456789012:job-queue/main</c>.</summary>
internal static class Arn
{
    /// <summary>True for something that has the form of one.</summary>
    public static bool Is(string? text) => text is not null && text.StartsWith("arn:", StringComparison.Ordinal) && text.Split(':').Length >= 6;

    /// <summary>The name at its end; the text itself when it is a name already.</summary>
    public static string NameOf(string text)
    {
        var slash = text.LastIndexOf('/');
        return slash < 0 || !Is(text) ? text : text.Substring(slash + 1);
    }

    /// <summary>The service an ARN is of, as <c>secretsmanager</c>; null for another text.</summary>
    public static string? ServiceOf(string text) => Is(text) ? text.Split(':')[2] : null;
}
