using System.Runtime.InteropServices;
using System.Text;
using MultiBatch.Providers.Local.Interop;
using MultiBatch.Providers.Local.Processes.Variables;
using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Processes.Unix;

/// <summary>Asks the kernel of macOS.</summary>
internal sealed unsafe class MacProcessTable : IProcessTable
{
    // struct proc_bsdinfo: start seconds at 120, microseconds at 128. Zombies are not found.
    private const int BasicInfoFlavor = 3;
    private const int BasicInfoSize = 136;
    private const int StartSecondsOffset = 120;
    private const int StartMicrosecondsOffset = 128;

    private const int KernelNames = 1;
    private const int ProcessArguments = 49;
    private const int LargestArguments = 1024 * 1024;
    private const int BootIdSize = 64;

    private static readonly string Prefix = AttemptEnvironment.MarkName + "=";

    public string BootId { get; } = ReadBootId();

    public bool TryGetStartTime(int processId, out long startTime)
    {
        var info = stackalloc byte[BasicInfoSize];
        if (MacLibC.ProcessInfo(processId, BasicInfoFlavor, 0, info, BasicInfoSize) != BasicInfoSize)
        {
            startTime = 0;
            return false;
        }

        startTime = (*(long*)(info + StartSecondsOffset) * 1_000_000) + *(long*)(info + StartMicrosecondsOffset);
        return true;
    }

    public bool HasEnded(int processId) => !TryGetStartTime(processId, out _);

    public bool Leads(int processId, AttemptPaths attempt)
    {
        // macOS hides the environment of its own protected programs, such as the shell; the state file is an argument.
        var texts = ReadTexts(processId);
        return texts.Contains(attempt.StateFile) || texts.Contains(Prefix + attempt.Mark);
    }

    public string? FindMark(int processId) =>
        Array.Find(ReadTexts(processId), text => text.StartsWith(Prefix, StringComparison.Ordinal))?.Substring(Prefix.Length);

    public bool? HasStartedAnother(int processId) => null;

    public IEnumerable<int> List()
    {
        var ids = new int[Math.Max(1024, CountProcesses() * 2)];
        var count = Fill(ids);
        return new ArraySegment<int>(ids, 0, Math.Max(0, Math.Min(count, ids.Length)));
    }

    private static int CountProcesses() => MacLibC.ListAllProcesses(null, 0);

    private static int Fill(int[] ids)
    {
        fixed (int* target = ids)
        {
            return MacLibC.ListAllProcesses(target, ids.Length * sizeof(int));
        }
    }

    /// <summary>The path, the arguments and the environment of a process; nothing when they may not be read.</summary>
    private static string[] ReadTexts(int processId)
    {
        var name = stackalloc int[] { KernelNames, ProcessArguments, processId };
        var buffer = new byte[LargestArguments];
        var length = (nuint)buffer.Length;
        fixed (byte* target = buffer)
        {
            return MacLibC.SystemControl(name, 3, target, &length, null, 0) == 0
                ? Encoding.UTF8.GetString(buffer, 0, (int)length).Split('\0')
                : [];
        }
    }

    private static string ReadBootId()
    {
        var value = stackalloc byte[BootIdSize];
        nuint length = BootIdSize;
        fixed (byte* name = UnixFile.Terminated("kern.bootsessionuuid"))
        {
            return MacLibC.SystemControlByName(name, value, &length, null, 0) == 0
                ? Marshal.PtrToStringAnsi((nint)value) ?? string.Empty
                : string.Empty;
        }
    }
}
