using System.Runtime.InteropServices;

namespace MultiBatch.Providers.Local.Engine.State;

/// <summary>Where a job is.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct JobRow
{
    public long Number;

    /// <summary>The <see cref="JobEntry"/>, or the <see cref="History.HistoryBlock"/> it is in.</summary>
    public object Holder;

    /// <summary>The place in the block.</summary>
    public byte Place;

    public readonly JobKey Key => Holder is JobEntry entry ? entry.Key : ((History.HistoryBlock)Holder).KeyOf(Place);
}
