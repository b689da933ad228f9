using System.Runtime.InteropServices;

namespace MultiBatch.Providers.Local.Interop;

/// <summary>Calls that only Linux has. Older C libraries have no wrapper for the newest, so those go by number.</summary>
internal static unsafe class LinuxLibC
{
    public const int EpollIn = 1;
    public const int EpollControlAdd = 1;
    public const int EpollControlDelete = 2;
    public const int EpollCloseOnExec = 0x80000;
    public const int EventCloseOnExec = 0x80000;

    // The same on every architecture of Linux that .NET runs on.
    private const long PidfdSendSignalNumber = 424;
    private const long PidfdOpenNumber = 434;

    public static int PidfdOpen(int processId) => (int)SystemCall(PidfdOpenNumber, processId, 0, 0, 0);

    public static int PidfdSendSignal(int pidfd, int signal) => (int)SystemCall(PidfdSendSignalNumber, pidfd, signal, 0, 0);

    [DllImport(LibC.Library, EntryPoint = "epoll_create1", SetLastError = true)]
    public static extern int EpollCreate(int flags);

    [DllImport(LibC.Library, EntryPoint = "epoll_ctl", SetLastError = true)]
    public static extern int EpollControl(int epoll, int operation, int descriptor, byte* change);

    [DllImport(LibC.Library, EntryPoint = "epoll_wait", SetLastError = true)]
    public static extern int EpollWait(int epoll, byte* events, int maximum, int timeout);

    [DllImport(LibC.Library, EntryPoint = "eventfd", SetLastError = true)]
    public static extern int EventDescriptor(uint initial, int flags);

    /// <summary>glibc 2.34; the caller checks that it is there.</summary>
    [DllImport(LibC.Library, EntryPoint = "posix_spawn_file_actions_addclosefrom_np")]
    public static extern int FileActionsAddCloseFrom(byte* actions, int first);

    [DllImport(LibC.Library, EntryPoint = "syscall", SetLastError = true)]
    private static extern long SystemCall(long number, long first, long second, long third, long fourth);
}
