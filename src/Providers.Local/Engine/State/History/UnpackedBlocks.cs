using MultiBatch.Providers.Local.Engine.Records;

namespace MultiBatch.Providers.Local.Engine.State.History;

/// <summary>The few blocks that were looked at last, unpacked: lists go through a block job by job.</summary>
internal sealed class UnpackedBlocks
{
    private const int Kept = 4;

    private readonly List<(HistoryBlock Block, JobImage[] Images)> _latest = new(Kept);

    /// <summary>A job, as an object of its own.</summary>
    public JobEntry Get(HistoryBlock block, int place) => JobImages.Restore(ImagesOf(block)[place]);

    private JobImage[] ImagesOf(HistoryBlock block)
    {
        var found = _latest.FindIndex(item => item.Block == block);
        var item = found < 0 ? (block, block.Unpack()) : _latest[found];
        if (found != 0)
        {
            if (found > 0 || _latest.Count == Kept)
            {
                _latest.RemoveAt(found > 0 ? found : Kept - 1);
            }

            _latest.Insert(0, item);
        }

        return item.Item2;
    }
}
