using System.Runtime.InteropServices;

namespace MultiBatch.Providers.Local.Interop;

/// <summary>Calls of the C library that are the same on Linux and macOS. All arguments are blittable.</summary>
/// <remarks>
/// Functions with a variable argument list are called only without the variable part, because their calling convention
/// differs on macOS/arm64; Linux-only ones are in <see cref="LinuxLibC"/>.
/// </remarks>
internal static unsafe class LibC
{
    public const string Library = "libc";

    [DllImport(Library, EntryPoint = "kill", SetLastError = true)]
    public static extern int Kill(int processId, int signal);

    [DllImport(Library, EntryPoint = "waitpid", SetLastError = true)]
    public static extern int WaitPid(int processId, int* status, int options);

    [DllImport(Library, EntryPoint = "waitid", SetLastError = true)]
    public static extern int WaitId(int idType, uint id, byte* info, int options);

    [DllImport(Library, EntryPoint = "open", SetLastError = true)]
    public static extern int Open(byte* path, int flags);

    [DllImport(Library, EntryPoint = "read", SetLastError = true)]
    public static extern nint Read(int descriptor, byte* buffer, nuint count);

    [DllImport(Library, EntryPoint = "write", SetLastError = true)]
    public static extern nint Write(int descriptor, byte* buffer, nuint count);

    [DllImport(Library, EntryPoint = "close", SetLastError = true)]
    public static extern int Close(int descriptor);

    [DllImport(Library, EntryPoint = "access", SetLastError = true)]
    public static extern int Access(byte* path, int mode);

    [DllImport(Library, EntryPoint = "mkdir", SetLastError = true)]
    public static extern int MakeDirectory(byte* path, uint mode);

    [DllImport(Library, EntryPoint = "rmdir", SetLastError = true)]
    public static extern int RemoveDirectory(byte* path);

    [DllImport(Library, EntryPoint = "chmod", SetLastError = true)]
    public static extern int ChangeMode(byte* path, uint mode);

    [DllImport(Library, EntryPoint = "getsid", SetLastError = true)]
    public static extern int GetSession(int processId);

    [DllImport(Library, EntryPoint = "sigfillset")]
    public static extern int FillSignalSet(byte* set);

    [DllImport(Library, EntryPoint = "sigemptyset")]
    public static extern int EmptySignalSet(byte* set);

    [DllImport(Library, EntryPoint = "posix_spawn")]
    public static extern int Spawn(int* processId, byte* path, byte* fileActions, byte* attributes, byte** argv, byte** envp);

    [DllImport(Library, EntryPoint = "posix_spawnattr_init")]
    public static extern int SpawnAttributesInit(byte* attributes);

    [DllImport(Library, EntryPoint = "posix_spawnattr_destroy")]
    public static extern int SpawnAttributesDestroy(byte* attributes);

    [DllImport(Library, EntryPoint = "posix_spawnattr_setflags")]
    public static extern int SpawnAttributesSetFlags(byte* attributes, short flags);

    [DllImport(Library, EntryPoint = "posix_spawnattr_setsigdefault")]
    public static extern int SpawnAttributesSetSignalDefault(byte* attributes, byte* signals);

    [DllImport(Library, EntryPoint = "posix_spawnattr_setsigmask")]
    public static extern int SpawnAttributesSetSignalMask(byte* attributes, byte* signals);

    [DllImport(Library, EntryPoint = "posix_spawn_file_actions_init")]
    public static extern int FileActionsInit(byte* actions);

    [DllImport(Library, EntryPoint = "posix_spawn_file_actions_destroy")]
    public static extern int FileActionsDestroy(byte* actions);

    [DllImport(Library, EntryPoint = "posix_spawn_file_actions_addopen")]
    public static extern int FileActionsAddOpen(byte* actions, int descriptor, byte* path, int flags, uint mode);

    [DllImport(Library, EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static extern int FileActionsAddDuplicate(byte* actions, int from, int to);

    /// <summary>glibc 2.29, musl 1.1.24, macOS 10.15.</summary>
    [DllImport(Library, EntryPoint = "posix_spawn_file_actions_addchdir_np")]
    public static extern int FileActionsAddChangeDirectory(byte* actions, byte* path);
}
