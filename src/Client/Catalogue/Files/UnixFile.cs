using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace MultiBatch.Catalogue.Files;

/// <summary>What the class library lacks, or does too leniently, on Linux and macOS.</summary>
internal static class UnixFile
{
    private const int ReadOnly = 0;
    private const int LockExclusively = 2;
    private const int DoNotWait = 4;
    private const int Interrupted = 4;
    private const int AlreadyExists = 17;
    private const int InvalidArgument = 22;
    private const uint OwnerOnly = 0x1C0; // rwx------

    private static readonly bool IsMac = OperatingSystem.IsMacOS();
    private static readonly int CloseOnExec = IsMac ? 0x1000000 : 0x80000;
    private static readonly int NotSupported = IsMac ? 45 : 95;
    private static readonly int WouldBlock = IsMac ? 35 : 11;

    /// <summary>Returns once the folder's entries are on the disk.</summary>
    public static void SyncFolder(string path)
    {
        var descriptor = open(Native(path), ReadOnly | CloseOnExec);
        if (descriptor < 0)
        {
            throw Failure("Opening", path, Marshal.GetLastWin32Error());
        }

        var errno = Retry(() => fsync(descriptor));
        _ = close(descriptor);

        // Some network and user-space file systems have nothing to sync in a folder and say so.
        if (errno != 0 && errno != InvalidArgument && errno != NotSupported)
        {
            throw Failure("Syncing", path, errno);
        }
    }

    /// <summary>
    /// Takes an advisory lock that ends with the open file, also when the process is killed; one that the file has already is no obstacle.
    /// </summary>
    /// <returns>False when somebody else has it.</returns>
    public static bool TryLock(SafeFileHandle file, string path)
    {
        var held = false;
        try
        {
            file.DangerousAddRef(ref held);
            var descriptor = file.DangerousGetHandle().ToInt32();
            var errno = Retry(() => flock(descriptor, LockExclusively | DoNotWait));
            return errno == 0 || (errno == WouldBlock ? false : throw Failure("Locking", path, errno));
        }
        finally
        {
            if (held)
            {
                file.DangerousRelease();
            }
        }
    }

    /// <summary>Creates a folder that only its owner can enter; nothing happens when it exists.</summary>
    public static void CreatePrivateFolder(string path)
    {
        var errno = Retry(() => mkdir(Native(path), OwnerOnly));
        if (errno != 0 && errno != AlreadyExists)
        {
            throw Failure("Creating", path, errno);
        }
    }

    /// <summary>The error number of a call, 0 on success; a signal in between is no error.</summary>
    private static int Retry(Func<int> call)
    {
        while (call() < 0)
        {
            var errno = Marshal.GetLastWin32Error();
            if (errno != Interrupted)
            {
                return errno;
            }
        }

        return 0;
    }

    private static IOException Failure(string action, string path, int errno) =>
        new($"{action} '{path}' failed: {new Win32Exception(errno).Message}.", errno);

    private static byte[] Native(string path) => Encoding.UTF8.GetBytes(path + '\0');

#pragma warning disable IDE1006 // These are the names of the C library.
    [DllImport("libc", SetLastError = true)]
    private static extern int open(byte[] path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int flock(int descriptor, int operation);

    [DllImport("libc", SetLastError = true)]
    private static extern int mkdir(byte[] path, uint mode);
#pragma warning restore IDE1006
}
