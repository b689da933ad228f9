using System.Globalization;

namespace MultiBatch.Providers.Local.Limits;

/// <summary>
/// Names a control group in one word: version, the count of out-of-memory kills before the attempt, and its folders. The
/// folders are absolute, because an engine that is started again may itself be in another group.
/// </summary>
internal sealed class ControlGroupTag
{
    private const string First = "v1";
    private const string Second = "v2";

    private readonly string _version;
    private readonly string[] _folders;

    private ControlGroupTag(string version, long killsBefore, string[] folders)
    {
        _version = version;
        KillsBefore = killsBefore;
        _folders = folders;
    }

    public long KillsBefore { get; }

    public static string Format(ControlGroup group, long killsBefore)
    {
        var version = group is ControlGroupV1 ? First : Second;
        return string.Join(":", [version, killsBefore.ToString(CultureInfo.InvariantCulture), .. group.Folders.Select(Escape)]);
    }

    public static ControlGroupTag? TryParse(string tag)
    {
        var parts = tag.Split(':');
        return parts.Length >= 3 && parts[0] is First or Second &&
            long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var kills)
            ? new ControlGroupTag(parts[0], kills, parts.Skip(2).Select(Uri.UnescapeDataString).ToArray())
            : null;
    }

    /// <summary>The group, if it is still there.</summary>
    public ControlGroup? Open()
    {
        if (!_folders.Any(Directory.Exists))
        {
            return null;
        }

        if (_version == Second)
        {
            return new ControlGroupV2(_folders[0]);
        }

        var memory = _folders.FirstOrDefault(folder => File.Exists(folder + "/memory.oom_control"));
        return new ControlGroupV1(memory, _folders.FirstOrDefault(folder => folder != memory));
    }

    public IAppliedLimits? Reopen() => Open() is { } group ? new ReopenedGroup(group, KillsBefore) : null;

    // Spaces end the word and colons separate parts. Slashes stay readable.
    private static string Escape(string folder) => string.Join("/", folder.Split('/').Select(Uri.EscapeDataString));
}
