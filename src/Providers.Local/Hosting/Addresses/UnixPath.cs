using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace MultiBatch.Providers.Local.Hosting.Addresses;

/// <summary>What the class library of netstandard2.0 lacks for paths on Linux and macOS.</summary>
internal static class UnixPath
{
    // No C library writes a longer result; a longer path fails.
    private const int LongestPath = 4096;
    private const int AlreadyExists = 17;
    private const uint OwnerOnly = 0x1C0; // rwx------

    /// <summary>The path of an existing folder without symbolic links.</summary>
    public static string Resolve(string path)
    {
        var resolved = new byte[LongestPath + 1];
        return realpath(Native(path), resolved) == IntPtr.Zero
            ? throw Failure("Resolving", path, Marshal.GetLastWin32Error())
            : Encoding.UTF8.GetString(resolved, 0, Array.IndexOf(resolved, (byte)0));
    }

    /// <summary>Creates a folder that only its owner can enter.</summary>
    /// <returns>False when something of this name exists, whoever made it.</returns>
    public static bool TryCreatePrivateFolder(string path)
    {
        if (mkdir(Native(path), OwnerOnly) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastWin32Error();
        return error == AlreadyExists ? false : throw Failure("Creating", path, error);
    }

    /// <summary>Lets only the owner into a folder. Fails for anybody but the owner.</summary>
    public static void MakePrivate(string path)
    {
        if (chmod(Native(path), OwnerOnly) != 0)
        {
            throw Failure("Protecting", path, Marshal.GetLastWin32Error());
        }
    }

    private static IOException Failure(string action, string path, int error) =>
        new($"{action} '{path}' failed: {new Win32Exception(error).Message}.", error);

    private static byte[] Native(string path) => Encoding.UTF8.GetBytes(path + '\0');

#pragma warning disable IDE1006 // These are the names of the C library.
    [DllImport("libc", SetLastError = true)]
    private static extern IntPtr realpath(byte[] path, [Out] byte[] resolved);

    [DllImport("libc", SetLastError = true)]
    private static extern int mkdir(byte[] path, uint mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int chmod(byte[] path, uint mode);
#pragma warning restore IDE1006
}
