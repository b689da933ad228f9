using System.IO.Compression;
using System.Text.Json;
using MultiBatch.Providers.Local.Engine.Records;

namespace MultiBatch.Providers.Local.Engine.State.History;

/// <summary>
/// Packs jobs: a JSON array of what a snapshot would hold of each, through gzip. Specs of jobs that were submitted one after the other differ
/// in little, so a job takes about a tenth.
/// </summary>
internal static class HistoryPacking
{
    public static byte[] Pack(JobImage[] jobs)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            JsonSerializer.Serialize(gzip, jobs, RecordJson.Stored.JobImageArray);
        }

        return packed.ToArray();
    }

    /// <exception cref="InvalidDataException">It was not packed by <see cref="Pack"/>.</exception>
    public static JobImage[] Unpack(byte[] packed)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            return JsonSerializer.Deserialize(gzip, RecordJson.Stored.JobImageArray)!;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException("A part of the history is not what it should be.", error);
        }
    }
}
