using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using MultiBatch.Providers.Local.Hosting.Addresses;
using MultiBatch.Providers.Local.Processes.Commands;

namespace MultiBatch.Providers.Local.Hosting.Starting;

/// <summary>
/// A process with a hidden console of its own, outside the job object of this one where that is allowed. <see cref="Process.Start()"/> would
/// hand down every inheritable handle, among them the pipes of a shell that waits for their end.
/// </summary>
internal sealed class WindowsDetachedProcess : IDetachedProcess
{
    private const uint NewProcessGroup = 0x0000_0200;
    private const uint UnicodeEnvironment = 0x0000_0400;
    private const uint BreakawayFromJob = 0x0100_0000;
    private const uint NoWindow = 0x0800_0000;
    private const int AccessDenied = 5;

    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private WindowsDetachedProcess(Process process)
    {
        _process = process;
        Id = process.Id;
        process.Exited += (_, _) => _exited.TrySetResult(_process.ExitCode);
        process.EnableRaisingEvents = true;
    }

    public int Id { get; }

    public Task<int> Exited => _exited.Task;

    public static WindowsDetachedProcess Start(
        string path, IReadOnlyList<string> command, IReadOnlyList<KeyValuePair<string, string>> environment, StateDirectory state)
    {
        const uint Flags = NewProcessGroup | UnicodeEnvironment | NoWindow;
        var startup = new StartupInfo { Size = Marshal.SizeOf<StartupInfo>() };
        var block = Block(environment);
        if (!Create(Flags | BreakawayFromJob, out var started) && (Marshal.GetLastWin32Error() != AccessDenied || !Create(Flags, out started)))
        {
            throw new Win32Exception(Marshal.GetLastWin32Error());
        }

        try
        {
            // While the handle is open the process id cannot be given to another process.
            return new WindowsDetachedProcess(Process.GetProcessById(started.ProcessId));
        }
        finally
        {
            _ = CloseHandle(started.Process);
            _ = CloseHandle(started.Thread);
        }

        // The system writes into the command line, so each call gets one of its own.
        bool Create(uint flags, out ProcessInformation information) => CreateProcessW(
            path,
            new StringBuilder(WindowsArguments.Join(command)),
            IntPtr.Zero,
            IntPtr.Zero,
            inheritHandles: false,
            flags,
            block,
            state.Path,
            ref startup,
            out information);
    }

    private static byte[] Block(IReadOnlyList<KeyValuePair<string, string>> environment)
    {
        var text = new StringBuilder();
        foreach (var variable in environment.OrderBy(variable => variable.Key, StringComparer.OrdinalIgnoreCase))
        {
            text.Append(variable.Key).Append('=').Append(variable.Value).Append('\0');
        }

        return Encoding.Unicode.GetBytes(text.Append('\0').ToString());
    }

    [DllImport("kernel32", CharSet = CharSet.Unicode, SetLastError = true, ExactSpelling = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
#pragma warning disable CA1838 // One start of a process is not the place to save a copy of its command line.
    private static extern bool CreateProcessW(
        string application,
        StringBuilder commandLine,
        IntPtr processAttributes,
        IntPtr threadAttributes,
        [MarshalAs(UnmanagedType.Bool)] bool inheritHandles,
        uint flags,
        byte[] environment,
        string currentDirectory,
        ref StartupInfo startup,
        out ProcessInformation information);
#pragma warning restore CA1838

    [DllImport("kernel32", SetLastError = true, ExactSpelling = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CloseHandle(IntPtr handle);

    [StructLayout(LayoutKind.Sequential)]
    private struct StartupInfo
    {
        public int Size;
        private readonly IntPtr _reserved;
        private readonly IntPtr _desktop;
        private readonly IntPtr _title;
        private readonly int _x;
        private readonly int _y;
        private readonly int _width;
        private readonly int _height;
        private readonly int _columns;
        private readonly int _rows;
        private readonly int _fill;
        private readonly int _flags;
        private readonly short _show;
        private readonly short _reservedLength;
        private readonly IntPtr _reservedBytes;
        private readonly IntPtr _input;
        private readonly IntPtr _output;
        private readonly IntPtr _error;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct ProcessInformation
    {
        public IntPtr Process;
        public IntPtr Thread;
        public int ProcessId;
        public int ThreadId;
    }
}
