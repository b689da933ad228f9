using System.Text;

namespace MultiBatch.Providers.Local.Processes;

/// <summary>
/// Tells the processes and control groups of one state folder from those of any other on the same machine. It is kept in a file
/// of that folder, so that it survives restarts and moves.
/// </summary>
internal static class EngineName
{
    private const int Length = 16;

    /// <summary>Reads the name, or makes one up and writes it. The caller holds the lock of the state folder.</summary>
    public static string ReadOrCreate(string file)
    {
        // A file that was cut off by a crash is made anew: nothing was started under its name.
        if (File.Exists(file) && File.ReadAllText(file).Trim() is { Length: Length } name && IsValid(name))
        {
            return name;
        }

        name = Guid.NewGuid().ToString("N").Substring(0, Length);
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.Read);
        var bytes = Encoding.ASCII.GetBytes(name + "\n");
        stream.Write(bytes, 0, bytes.Length);
        stream.Flush(flushToDisk: true);
        return name;
    }

    /// <summary>Whether a text may be a name: letters and digits, since it becomes part of names of all kinds.</summary>
    public static bool IsValid(string name)
    {
        foreach (var c in name)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')))
            {
                return false;
            }
        }

        return name.Length > 0;
    }
}
