using System.Text.Json.Nodes;
using MultiBatch.Emulators.Timing;

namespace MultiBatch.Emulators.Azure.Model;

/// <summary>How a pool changes its size by itself.</summary>
internal sealed class AutoScaleTerms
{
    public required string Formula { get; init; }

    public required TimeSpan Interval { get; init; }

    /// <summary>The latest evaluation, as it is shown.</summary>
    public JsonObject? Run { get; set; }

    public AgendaEntry? Next { get; set; }
}
