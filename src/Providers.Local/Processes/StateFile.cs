using System.Globalization;
using System.Text;
using MultiBatch.Providers.Local.Interop;

namespace MultiBatch.Providers.Local.Processes;

/// <summary>
/// The one file that says who claimed an attempt and how it ended. It is created exclusively, and whoever creates it decides
/// for ever: a launch (<c>pid N tag</c>, or <c>claimed</c> before the process id is known) or an engine that recovers
/// (<c>revoked</c>). Later lines are appended: <c>start N</c> when the program could not be run, <c>exit N</c> at the end. A line
/// without its newline is not complete and does not count.
/// </summary>
internal sealed class StateFile
{
    public const string RevokedLine = "revoked";
    public const string ClaimedLine = "claimed";
    public const string ProcessWord = "pid";
    public const string StartWord = "start";
    public const string ExitWord = "exit";

    private StateFile()
    {
    }

    /// <summary>The leading process, or null when it is not known (yet).</summary>
    public int? ProcessId { get; private set; }

    /// <summary>What the launcher stored with the process id.</summary>
    public string Tag { get; private set; } = string.Empty;

    public bool IsRevoked { get; private set; }

    /// <summary>The status of the shell that could not run the program.</summary>
    public int? StartFailure { get; private set; }

    public int? ExitCode { get; private set; }

    /// <summary>Reads the file; null when there is none.</summary>
    /// <exception cref="IOException">It is there and cannot be read.</exception>
    public static StateFile? Read(string path)
    {
        var text = OperatingSystem.IsWindows() ? ReadShared(path) : UnixFile.ReadText(path);
        if (text is null)
        {
            return File.Exists(path) ? throw new IOException($"The state file '{path}' cannot be read.") : null;
        }

        var state = new StateFile();
        var start = 0;
        for (var end = text.IndexOf('\n'); end >= 0; end = text.IndexOf('\n', start))
        {
            state.Apply(text.Substring(start, end - start).TrimEnd('\r'));
            start = end + 1;
        }

        return state;
    }

    /// <summary>Creates the file with one line, or empty.</summary>
    /// <returns>False when somebody else was first.</returns>
    public static bool TryCreate(string path, string? line)
    {
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
            if (line is not null)
            {
                Write(file, line);
            }

            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    public static void Append(string path, string line)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Seek(0, SeekOrigin.End);
        Write(file, line);
    }

    /// <summary>When the last line was written, by the wall clock.</summary>
    public static DateTimeOffset WrittenAt(string path) => new(File.GetLastWriteTimeUtc(path), TimeSpan.Zero);

    private static void Write(FileStream file, string line)
    {
        var bytes = Encoding.ASCII.GetBytes(line + "\n");
        file.Write(bytes, 0, bytes.Length);
    }

    private static string? ReadShared(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file, Encoding.ASCII);
            return reader.ReadToEnd();
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private void Apply(string line)
    {
        var words = line.Split([' '], 3);
        switch (words[0])
        {
            case RevokedLine:
                IsRevoked = true;
                break;
            case ProcessWord when words.Length > 1:
                ProcessId = Number(words[1]);
                Tag = words.Length > 2 ? words[2] : string.Empty;
                break;
            case StartWord when words.Length > 1:
                StartFailure = Number(words[1]);
                break;
            case ExitWord when words.Length > 1:
                ExitCode = Number(words[1]);
                break;
        }
    }
}
