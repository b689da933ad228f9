using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MultiBatch.Emulators.Azure.Wire;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Azure.Rules;

/// <summary>Limits that requests of every kind are held to.</summary>
internal static partial class CommonRules
{
    private const int LongestDisplayName = 1024;

    /// <summary>The id a request gives to what it makes.</summary>
    /// <exception cref="AzureException">It is none.</exception>
    public static string Id(JsonObject body)
    {
        var id = body.RequiredText("id");
        if (!IdText().IsMatch(id))
        {
            throw AzureException.InvalidValue("id", id, "Ids have at most 64 letters of ASCII, digits, hyphens and underscores.");
        }

        if (body.Text("displayName") is { Length: > LongestDisplayName } name)
        {
            throw AzureException.InvalidValue("displayName", name[..40] + "…", "A display name has at most 1024 characters.");
        }

        return id;
    }

    /// <summary>A number within bounds; null when it is not given.</summary>
    /// <exception cref="AzureException">It is outside.</exception>
    public static int? Number(JsonObject body, string name, int least, int most)
    {
        if (body.Whole(name) is not { } value)
        {
            return null;
        }

        return value >= least && value <= most
            ? (int)value
            : throw AzureException.InvalidValue(name, value.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"The value must be between {least} and {most}."));
    }

    /// <summary>A duration within bounds; null when it is not given.</summary>
    /// <exception cref="AzureException">It is none, or outside.</exception>
    public static TimeSpan? Duration(JsonObject body, string name, TimeSpan least, TimeSpan most)
    {
        var text = body.Text(name);
        return WireText.ReadDuration(name, text) is not { } value ? null
            : value >= least && value <= most ? value
            : throw AzureException.InvalidValue(name, text!, $"The value must be between {WireText.Duration(least)} and {WireText.Duration(most)}.");
    }

    /// <summary>Settings of variables have names.</summary>
    public static void Variables(JsonObject body, string name)
    {
        foreach (var setting in body.Objects(name))
        {
            if (setting.RequiredText("name") is var variable && (variable.Length == 0 || variable.Contains('=', StringComparison.Ordinal)))
            {
                throw AzureException.InvalidValue("name", variable, "A variable has a name, without an equals sign.");
            }
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex IdText();
}
