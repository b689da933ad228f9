using System.Buffers;
using System.Globalization;
using System.Text;
using MultiBatch.Providers.Local.Interop;
using MultiBatch.Providers.Local.Processes.Variables;
using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Processes.Unix;

/// <summary>Reads /proc.</summary>
internal sealed class LinuxProcessTable : IProcessTable
{
    private static readonly byte[] Prefix = Encoding.ASCII.GetBytes(AttemptEnvironment.MarkName + "=");

    public string BootId { get; } = UnixFile.ReadText("/proc/sys/kernel/random/boot_id")?.Trim() ?? string.Empty;

    public bool TryGetStartTime(int processId, out long startTime) => TryReadStatus(processId, out var state, out startTime) && !IsDead(state);

    public bool HasEnded(int processId) => !TryReadStatus(processId, out var state, out _) || IsDead(state);

    public bool Leads(int processId, AttemptPaths attempt) => FindMark(processId) == attempt.Mark;

    public string? FindMark(int processId)
    {
        var length = UnixFile.ReadAll(FileOf(processId, "environ"), out var buffer);
        try
        {
            return length <= 0 ? null : FindMarkIn(buffer.AsSpan(0, length));
        }
        finally
        {
            Release(buffer);
        }
    }

    public bool? HasStartedAnother(int processId)
    {
        var own = UnixFile.ReadText(FileOf(processId, "cmdline"));
        return Children(processId).Any(child => UnixFile.ReadText(FileOf(child, "cmdline")) is { } command && command != own);
    }

    public IEnumerable<int> List()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                yield return id;
            }
        }
    }

    private IEnumerable<int> Children(int processId)
    {
        // Not every kernel is built with this list.
        var id = processId.ToString(CultureInfo.InvariantCulture);
        return UnixFile.ReadText($"/proc/{id}/task/{id}/children") is { } children
            ? children.Split([' '], StringSplitOptions.RemoveEmptyEntries).Select(child => int.Parse(child, CultureInfo.InvariantCulture))
            : List().Where(candidate => ParentOf(candidate) == processId);
    }

    private static int ParentOf(int processId)
    {
        // pid (name) state parent ...
        const int Before = 2;
        var text = UnixFile.ReadText(FileOf(processId, "stat")) ?? string.Empty;
        var words = text.Substring(text.LastIndexOf(')') + 1).Split([' '], Before + 1, StringSplitOptions.RemoveEmptyEntries);
        return words.Length > Before - 1 && int.TryParse(words[Before - 1], NumberStyles.None, CultureInfo.InvariantCulture, out var parent) ? parent : 0;
    }

    private static string? FindMarkIn(ReadOnlySpan<byte> environment)
    {
        while (environment.Length > 0)
        {
            var end = environment.IndexOf((byte)0);
            var variable = end < 0 ? environment : environment.Slice(0, end);
            if (variable.StartsWith(Prefix))
            {
                return Encoding.ASCII.GetString(variable.Slice(Prefix.Length).ToArray());
            }

            environment = end < 0 ? default : environment.Slice(end + 1);
        }

        return null;
    }

    private static bool IsDead(char state) => state is 'Z' or 'X' or 'x';

    private static bool TryReadStatus(int processId, out char state, out long startTime)
    {
        state = '\0';
        startTime = 0;
        var length = UnixFile.ReadAll(FileOf(processId, "stat"), out var buffer);
        try
        {
            return length > 0 && TryParseStatus(buffer.AsSpan(0, length), out state, out startTime);
        }
        finally
        {
            Release(buffer);
        }
    }

    private static bool TryParseStatus(ReadOnlySpan<byte> text, out char state, out long startTime)
    {
        // pid (name) state ... : the name may hold anything, also ")" and spaces; the start time is field 22.
        const int FieldsBetween = 19;
        state = '\0';
        startTime = 0;
        var nameEnd = text.LastIndexOf((byte)')');
        if (nameEnd < 0 || nameEnd + 2 >= text.Length)
        {
            return false;
        }

        var rest = text.Slice(nameEnd + 2);
        state = (char)rest[0];
        for (var i = 0; i < FieldsBetween; i++)
        {
            var space = rest.IndexOf((byte)' ');
            if (space < 0)
            {
                return false;
            }

            rest = rest.Slice(space + 1);
        }

        foreach (var digit in rest)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                break;
            }

            startTime = (startTime * 10) + (digit - '0');
        }

        return true;
    }

    private static string FileOf(int processId, string name) => "/proc/" + processId.ToString(CultureInfo.InvariantCulture) + "/" + name;

    private static void Release(byte[] buffer)
    {
        if (buffer.Length > 0)
        {
            // An environment may hold secrets.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
