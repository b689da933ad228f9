using System.IO.Compression;
using System.Text;

namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>Text in as few characters as a field of the service takes: gzip, then base64.</summary>
internal static class Packed
{
    // What is read was written by whoever may submit jobs: a small text must not become an endless one.
    private const int LargestText = 64 * 1024 * 1024;

    public static string Write(string text)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal, leaveOpen: true))
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            gzip.Write(bytes, 0, bytes.Length);
        }

        return Convert.ToBase64String(memory.ToArray());
    }

    /// <exception cref="FormatException">The text was not written by <see cref="Write"/>.</exception>
    public static byte[] Read(string text)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress);
            using var memory = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (int count; (count = gzip.Read(buffer, 0, buffer.Length)) > 0;)
            {
                memory.Write(buffer, 0, count);
                if (memory.Length > LargestText)
                {
                    throw new FormatException("The packed text is too large.");
                }
            }

            return memory.ToArray();
        }
        catch (InvalidDataException error)
        {
            throw new FormatException("The text is not packed.", error);
        }
    }
}
