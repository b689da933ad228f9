using System.IO.Compression;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Snapshots;

namespace MultiBatch.Costs.PriceFiles;

/// <summary>Reads price files of either form, compressed or not: what a file is shows in its first bytes, not in its name.</summary>
internal static class PriceFile
{
    public static PriceCatalogue Read(string path)
    {
        var name = Path.GetFileName(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        return Read(file, name, File.GetLastWriteTimeUtc(path).Date);
    }

    public static PriceCatalogue Read(Stream stream, string name, DateTime madeOn)
    {
        var (bytes, count) = Bytes(stream, name);
        var text = bytes.AsSpan(0, count);
        if (text.Length >= 3 && text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF)
        {
            text = text.Slice(3);
        }

        return SnapshotReader.IsSnapshot(text) ? new SnapshotReader(name).Read(text) : new PriceCsvReader(name).Read(text, madeOn);
    }

    private static (byte[] Bytes, int Count) Bytes(Stream stream, string name)
    {
        var (bytes, count) = All(stream, 1 << 20);
        if (count < 18 || bytes[0] != 0x1F || bytes[1] != 0x8B)
        {
            return (bytes, count);
        }

        // The last four bytes of a gzip file are the size of what is in it (RFC 1952).
        var size = BitConverter.ToInt32(bytes, count - 4);
        using var packed = new MemoryStream(bytes, 0, count);
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        try
        {
            return All(unpacked, size is > 0 and < 1 << 28 ? size + 1 : 1 << 20);
        }
        catch (InvalidDataException e)
        {
            throw new FormatException($"{name}: the compressed data is damaged: {e.Message}", e);
        }
    }

    private static (byte[] Bytes, int Count) All(Stream stream, int size)
    {
        var bytes = new byte[size];
        var count = 0;
        int read;
        while ((read = stream.Read(bytes, count, bytes.Length - count)) > 0)
        {
            count += read;
            if (count == bytes.Length)
            {
                Array.Resize(ref bytes, bytes.Length * 2);
            }
        }

        return (bytes, count);
    }
}
