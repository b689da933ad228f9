using System.Text;
using Microsoft.CodeAnalysis;

namespace System.IO;

[Embedded]
internal static class FileExtensions
{
    private const int BufferSize = 4096;

    extension(File)
    {
        public static async Task<byte[]> ReadAllBytesAsync(string path, CancellationToken cancellationToken = default)
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, useAsync: true);
            using var content = new MemoryStream();
            await file.CopyToAsync(content, BufferSize * 20, cancellationToken).ConfigureAwait(false);
            return content.ToArray();
        }

        public static Task<string> ReadAllTextAsync(string path, CancellationToken cancellationToken = default) =>
            File.ReadAllTextAsync(path, Encoding.UTF8, cancellationToken);

        public static async Task<string> ReadAllTextAsync(string path, Encoding encoding, CancellationToken cancellationToken = default)
        {
            var bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
            using var reader = new StreamReader(new MemoryStream(bytes, writable: false), encoding);
            return await reader.ReadToEndAsync().ConfigureAwait(false);
        }

        public static async Task WriteAllBytesAsync(string path, byte[] bytes, CancellationToken cancellationToken = default)
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, BufferSize, useAsync: true);
            await file.WriteAsync(bytes, 0, bytes.Length, cancellationToken).ConfigureAwait(false);
            await file.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        public static Task WriteAllTextAsync(string path, string? contents, CancellationToken cancellationToken = default) =>
            File.WriteAllBytesAsync(path, new UTF8Encoding(false).GetBytes(contents ?? string.Empty), cancellationToken);

        /// <summary>Moves a file, replacing the target in one step where it exists.</summary>
        public static void Move(string sourceFileName, string destFileName, bool overwrite)
        {
            while (overwrite)
            {
                try
                {
                    File.Replace(sourceFileName, destFileName, destinationBackupFileName: null);
                    return;
                }
                catch (FileNotFoundException) when (File.Exists(sourceFileName))
                {
                    // There is no target to replace. Another writer may create it before the plain move below,
                    // which then fails for that reason alone and the replacement is tried again.
                }

                try
                {
                    File.Move(sourceFileName, destFileName);
                    return;
                }
                catch (IOException) when (File.Exists(sourceFileName) && File.Exists(destFileName))
                {
                }
            }

            File.Move(sourceFileName, destFileName);
        }
    }
}
