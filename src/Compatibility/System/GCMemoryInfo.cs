using Microsoft.CodeAnalysis;

namespace System;

/// <summary>How much memory there is.</summary>
[Embedded]
internal readonly struct GCMemoryInfo
{
    public GCMemoryInfo(long totalAvailableMemoryBytes) => TotalAvailableMemoryBytes = totalAvailableMemoryBytes;

    /// <summary>Bytes; 0 when it is not known.</summary>
    public long TotalAvailableMemoryBytes { get; }
}
