using System.Text.Json.Serialization;

namespace MultiBatch.Jobs;

/// <summary>GPUs of a task.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record GpuSpec
{
    /// <summary>How many, at least 1. Default: 1.</summary>
    public int? Count { get; init; }

    /// <summary>The model, as <c>T4</c>, <c>A100</c>, <c>H100</c>. Default: any.</summary>
    public string? Model { get; init; }
}
