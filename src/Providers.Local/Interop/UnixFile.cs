using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace MultiBatch.Providers.Local.Interop;

/// <summary>
/// Small file operations that the class library lacks on netstandard2.0 or makes slow for the files of the kernel,
/// which report a length of 0.
/// </summary>
internal static unsafe class UnixFile
{
    private const int FirstRead = 4096;
    private const int LargestRead = 8 * 1024 * 1024;
    private const uint OwnerOnly = 0x1C0; // 0700

    /// <summary>The path as the C library takes it.</summary>
    public static byte[] Terminated(string path)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(path.Length) + 1];
        Encoding.UTF8.GetBytes(path, 0, path.Length, bytes, 0);
        return bytes;
    }

    /// <summary>
    /// Reads a whole file into a buffer of the shared pool, which the caller gives back.
    /// </summary>
    /// <returns>The number of bytes, or -1 when the file cannot be read; the buffer is then empty.</returns>
    public static int ReadAll(string path, out byte[] buffer)
    {
        buffer = [];
        int descriptor;
        fixed (byte* name = Terminated(path))
        {
            descriptor = LibC.Open(name, UnixConstants.ReadOnly | UnixConstants.Current.CloseOnExec);
        }

        if (descriptor < 0)
        {
            return -1;
        }

        try
        {
            buffer = ArrayPool<byte>.Shared.Rent(FirstRead);
            var length = 0;
            while (true)
            {
                var count = ReadSome(descriptor, buffer, length);
                if (count <= 0)
                {
                    // Files of a process that just ended fail in the middle: what was read so far still counts.
                    return count < 0 && length == 0 ? -1 : length;
                }

                length += count;
                if (length == buffer.Length)
                {
                    if (length >= LargestRead)
                    {
                        return length;
                    }

                    var larger = ArrayPool<byte>.Shared.Rent(length * 2);
                    Buffer.BlockCopy(buffer, 0, larger, 0, length);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
            }
        }
        finally
        {
            _ = LibC.Close(descriptor);
        }
    }

    /// <summary>The text of a small file, or null when it cannot be read.</summary>
    public static string? ReadText(string path)
    {
        var length = ReadAll(path, out var buffer);
        if (buffer.Length == 0)
        {
            return null;
        }

        var text = length < 0 ? null : Encoding.UTF8.GetString(buffer, 0, length);
        ArrayPool<byte>.Shared.Return(buffer);
        return text;
    }

    /// <summary>Writes to an existing file in one call, as control files need.</summary>
    /// <returns>0, or the error number.</returns>
    public static int WriteExisting(string path, string text)
    {
        int descriptor;
        fixed (byte* name = Terminated(path))
        {
            descriptor = LibC.Open(name, UnixConstants.WriteOnly | UnixConstants.Current.CloseOnExec);
        }

        if (descriptor < 0)
        {
            return Marshal.GetLastWin32Error();
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        try
        {
            fixed (byte* data = bytes)
            {
                return LibC.Write(descriptor, data, (nuint)bytes.Length) == bytes.Length ? 0 : Marshal.GetLastWin32Error();
            }
        }
        finally
        {
            _ = LibC.Close(descriptor);
        }
    }

    /// <summary>Creates a folder that only its owner may enter.</summary>
    /// <returns>0, or the error number.</returns>
    public static int MakeDirectory(string path)
    {
        fixed (byte* name = Terminated(path))
        {
            return LibC.MakeDirectory(name, OwnerOnly) == 0 ? 0 : Marshal.GetLastWin32Error();
        }
    }

    /// <summary>Removes an empty folder; a symbolic link is not followed.</summary>
    /// <returns>0, or the error number.</returns>
    public static int RemoveDirectory(string path)
    {
        fixed (byte* name = Terminated(path))
        {
            return LibC.RemoveDirectory(name) == 0 ? 0 : Marshal.GetLastWin32Error();
        }
    }

    /// <summary>Gives the owner every right on a file or folder.</summary>
    public static bool MakeOwnerOnly(string path)
    {
        fixed (byte* name = Terminated(path))
        {
            return LibC.ChangeMode(name, OwnerOnly) == 0;
        }
    }

    public static bool IsExecutable(string path) => CheckExecutable(path) == 0;

    /// <summary>0 when this user may execute the file or enter the folder, else the error number.</summary>
    public static int CheckExecutable(string path)
    {
        fixed (byte* name = Terminated(path))
        {
            return LibC.Access(name, UnixConstants.MayExecute) == 0 ? 0 : Marshal.GetLastWin32Error();
        }
    }

    private static int ReadSome(int descriptor, byte[] buffer, int offset)
    {
        fixed (byte* target = &buffer[offset])
        {
            while (true)
            {
                var count = (int)LibC.Read(descriptor, target, (nuint)(buffer.Length - offset));
                if (count >= 0 || Marshal.GetLastWin32Error() != UnixConstants.ErrorInterrupted)
                {
                    return count;
                }
            }
        }
    }
}
