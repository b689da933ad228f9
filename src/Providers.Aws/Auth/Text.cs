namespace MultiBatch.Providers.Aws.Auth;

/// <summary>Settings as text: what is blank is not set.</summary>
internal static class Text
{
    internal static string? Of(string? value) => string.IsNullOrWhiteSpace(value) ? null : value!.Trim();

    internal static bool? Switch(string? value) => Of(value) is { } text ? string.Equals(text, "true", StringComparison.OrdinalIgnoreCase) : null;
}
