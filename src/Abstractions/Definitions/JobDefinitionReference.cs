using System.Globalization;

namespace MultiBatch.Definitions;

/// <summary>Names a job definition: <c>name</c> for its latest active revision, <c>name:revision</c> for one.</summary>
public sealed record JobDefinitionReference
{
    /// <summary>Creates a reference.</summary>
    /// <param name="name">1 to 128 letters, digits, hyphens and underscores.</param>
    /// <param name="revision">The revision, from 1; null for the latest active one.</param>
    /// <exception cref="ArgumentException">The name has other characters or another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The revision is below 1.</exception>
    public JobDefinitionReference(string name, int? revision = null)
    {
        if (!IsName(name))
        {
            throw new ArgumentException($"'{name}' is not a definition name: 1 to 128 letters, digits, hyphens and underscores.", nameof(name));
        }

        Name = name;
        Revision = revision is null or >= 1 ? revision : throw new ArgumentOutOfRangeException(nameof(revision), revision, "Revisions go from 1.");
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The revision; null for the latest active one.</summary>
    public int? Revision { get; }

    /// <summary>Reads <c>name</c> or <c>name:revision</c>.</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static JobDefinitionReference Parse(string text) =>
        TryParse(text, out var reference) ? reference! : throw new FormatException(
            $"'{text}' is not a definition; write name or name:revision, the name of 1 to 128 letters, digits, hyphens and underscores.");

    /// <summary>Reads <c>name</c> or <c>name:revision</c> without throwing.</summary>
    public static bool TryParse(string? text, out JobDefinitionReference? reference)
    {
        reference = null;
        var parts = (text ?? string.Empty).Trim().Split(':');
        if (parts.Length > 2 || !IsName(parts[0]))
        {
            return false;
        }

        if (parts.Length == 1)
        {
            reference = new JobDefinitionReference(parts[0]);
        }
        else if (int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var revision) && revision >= 1)
        {
            reference = new JobDefinitionReference(parts[0], revision);
        }

        return reference is not null;
    }

    /// <summary>The text form; <see cref="Parse"/> reads it back.</summary>
    public override string ToString() => Revision is null ? Name : Name + ":" + Revision.Value.ToString(CultureInfo.InvariantCulture);

    // The strictest rule of the services: AWS RegisterJobDefinition, jobDefinitionName.
    private static bool IsName(string? name) =>
        name is { Length: >= 1 and <= 128 } && name.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_');
}
