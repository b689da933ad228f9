using System.Globalization;
using MultiBatch.Providers.Local.Interop;

namespace MultiBatch.Providers.Local.Limits;

/// <summary>One control group, of either version.</summary>
internal abstract class ControlGroup
{
    protected const int CpuPeriodMicroseconds = 100_000;

    // The kernel refuses a quota below one millisecond.
    protected const int SmallestQuotaMicroseconds = 1_000;

    /// <summary>The folders that make up the group; what matters for all comes first.</summary>
    public abstract IReadOnlyList<string> Folders { get; }

    public abstract IReadOnlyList<string> JoinFiles { get; }

    /// <summary>The number of processes of this group that the kernel ever killed for lack of memory.</summary>
    public abstract long OutOfMemoryKills();

    /// <summary>Bytes charged to the group now.</summary>
    public abstract long MemoryUsage();

    /// <exception cref="IOException">The kernel refuses the limit.</exception>
    public abstract void Limit(ResourceLimits limits);

    public IReadOnlyList<int> Members()
    {
        var members = new List<int>();
        foreach (var folder in Folders)
        {
            if (UnixFile.ReadText(folder + "/cgroup.procs") is not { } text)
            {
                continue;
            }

            foreach (var line in text.Split('\n'))
            {
                if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 1 && !members.Contains(id))
                {
                    members.Add(id);
                }
            }
        }

        return members;
    }

    /// <summary>Sends a signal to all members. A member that forks meanwhile may escape: repeat until there is none.</summary>
    public virtual void Signal(int signal)
    {
        foreach (var member in Members())
        {
            _ = LibC.Kill(member, signal);
        }
    }

    /// <summary>Removes the group; false while a process is in it.</summary>
    public bool TryRemove()
    {
        var removed = true;
        foreach (var folder in Folders)
        {
            removed &= UnixFile.RemoveDirectory(folder) is 0 or UnixConstants.ErrorNoEntry;
        }

        return removed;
    }

    protected static string? PathOf(string? folder, string file) => folder is null ? null : folder + "/" + file;

    protected static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    protected static long Quota(double cpus) => Math.Max(SmallestQuotaMicroseconds, (long)Math.Round(cpus * CpuPeriodMicroseconds));

    protected static long ReadNumber(string? path) =>
        path is not null && UnixFile.ReadText(path) is { } text && long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    /// <summary>The value of one line "key value" of a file.</summary>
    protected static long ReadEntry(string? path, string key)
    {
        foreach (var line in (path is null ? null : UnixFile.ReadText(path))?.Split('\n') ?? [])
        {
            if (line.StartsWith(key, StringComparison.Ordinal) && line.Length > key.Length && line[key.Length] == ' ' &&
                long.TryParse(line.AsSpan(key.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return value;
            }
        }

        return 0;
    }

    protected static void Write(string path, string value)
    {
        if (UnixFile.WriteExisting(path, value) is not 0 and var error)
        {
            throw new IOException($"The control group refused '{value}' in '{path}': {new System.ComponentModel.Win32Exception(error).Message}.");
        }
    }
}
