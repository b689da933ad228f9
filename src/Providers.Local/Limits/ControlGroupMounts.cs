using MultiBatch.Providers.Local.Interop;

namespace MultiBatch.Providers.Local.Limits;

/// <summary>Where the control groups of this process are in the file system.</summary>
internal sealed class ControlGroupMounts
{
    private const string SecondVersion = "";

    // Fields of a line of mountinfo, counted before and after the separator "-".
    private const int RootField = 3;
    private const int MountPointField = 4;

    private readonly Dictionary<string, string> _ownFolders;

    private ControlGroupMounts(Dictionary<string, string> ownFolders) => _ownFolders = ownFolders;

    /// <summary>The folder of this process' group in the version 2 hierarchy, and the mount point above it.</summary>
    public string? SecondVersionFolder => Find(SecondVersion);

    public string? SecondVersionMount { get; private init; }

    public static ControlGroupMounts Read() =>
        Parse(UnixFile.ReadText("/proc/self/mountinfo") ?? string.Empty, UnixFile.ReadText("/proc/self/cgroup") ?? string.Empty);

    public static ControlGroupMounts Parse(string mountInfo, string ownGroups)
    {
        var groups = OwnGroups(ownGroups);
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        string? secondMount = null;
        foreach (var line in mountInfo.Split('\n'))
        {
            var separator = line.IndexOf(" - ", StringComparison.Ordinal);
            if (separator < 0)
            {
                continue;
            }

            var fields = line.Substring(0, separator).Split(' ');
            var type = line.Substring(separator + 3).Split(' ');
            if (fields.Length <= MountPointField || type.Length < 3)
            {
                continue;
            }

            var mount = Unescape(fields[MountPointField]);
            var root = Unescape(fields[RootField]);
            if (type[0] == "cgroup2" && groups.TryGetValue(SecondVersion, out var group))
            {
                secondMount = mount;
                folders[SecondVersion] = Below(mount, root, group);
            }
            else if (type[0] == "cgroup")
            {
                foreach (var controller in type[2].Split(',').Where(groups.ContainsKey))
                {
                    folders[controller] = Below(mount, root, groups[controller]);
                }
            }
        }

        return new ControlGroupMounts(folders) { SecondVersionMount = secondMount };
    }

    /// <summary>The folder of this process' group in the version 1 hierarchy of a controller.</summary>
    public string? FirstVersionFolder(string controller) => Find(controller);

    private static Dictionary<string, string> OwnGroups(string text)
    {
        var groups = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            // id:controller,controller:/path, with no controller for version 2
            var parts = line.Split([':'], 3);
            if (parts.Length == 3)
            {
                foreach (var controller in parts[1].Split(','))
                {
                    groups[controller] = parts[2];
                }
            }
        }

        return groups;
    }

    // A container sees a part of the hierarchy: the mount shows the folder "root", and the group's path may begin with it.
    private static string Below(string mount, string root, string group)
    {
        var rest = root != "/" && (group == root || group.StartsWith(root + "/", StringComparison.Ordinal)) ? group.Substring(root.Length) : group;
        var folder = (mount.TrimEnd('/') + "/" + rest.Trim('/')).TrimEnd('/');
        return Directory.Exists(folder) ? folder : mount;
    }

    private static string Unescape(string field) =>
        field.Replace("\\040", " ").Replace("\\011", "\t").Replace("\\012", "\n").Replace("\\134", "\\");

    private string? Find(string controller) => _ownFolders.TryGetValue(controller, out var folder) ? folder : null;
}
