using System.Text.Json.Serialization;
using MultiBatch.Jobs;

namespace MultiBatch.Held;

/// <summary>A held job, as it is kept in the catalogue.</summary>
internal sealed record HeldRecord
{
    /// <summary>The id of the logical submit; also the document's name.</summary>
    public required string SubmissionId { get; init; }

    /// <summary>What to run: definition merged in, placeholders replaced, name and queue set.</summary>
    public required JobSpec Spec { get; init; }

    /// <summary>The definition it came from, as <c>name:revision</c>.</summary>
    public string? Definition { get; init; }

    /// <summary>What it waits for, in words.</summary>
    public required string Reason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public JobReference? RestartOf { get; init; }

    /// <summary>With <see cref="RestartOf"/>: the indexes of the original array, by index of this one.</summary>
    public IReadOnlyList<int>? RestartIndexes { get; init; }

    /// <summary>Who is starting it; null when nobody is.</summary>
    public HeldLease? Lease { get; init; }

    /// <summary>What it became at the service, in order. The last one without a job is one whose start is under way, or broke off.</summary>
    public IReadOnlyList<HeldSegment> Segments { get; init; } = [];

    /// <summary>Children that never run, as what they waited for ended otherwise.</summary>
    public IReadOnlyList<int>? RuledOut { get; init; }

    /// <summary>Why it was stopped; null when it was not.</summary>
    public string? StopReason { get; init; }

    /// <summary>True once it is certain that no further segment follows. Default: false.</summary>
    public bool IsComplete { get; init; }

    /// <summary>How it ended, where the service does not know.</summary>
    public HeldEnd? End { get; init; }

    [JsonIgnore]
    public HeldSegment? Last => Segments.Count > 0 ? Segments[Segments.Count - 1] : null;

    /// <summary>True until its first start is recorded.</summary>
    [JsonIgnore]
    public bool IsWaiting => Segments.Count == 0 && End is null;

    /// <summary>True while a start is under way or broke off.</summary>
    [JsonIgnore]
    public bool IsStarting => End is null && Last is { Job: null };

    /// <summary>True when what is taken back of the last segment has another one to go to.</summary>
    [JsonIgnore]
    public bool MayContinue =>
        End is null && StopReason is null && !IsComplete && Spec.Purchase?.Kind == PurchaseKind.SpotThenOnDemand && Last is { Purchase: PurchaseKind.Spot };

    /// <summary>True when no client is needed any more: the service has it all, or it has ended.</summary>
    [JsonIgnore]
    public bool IsOver => End is not null || (Last is { Job: not null } && !MayContinue);

    /// <summary>The number of children; null for a single job.</summary>
    [JsonIgnore]
    public int? ArraySize => RestartIndexes?.Count ?? Spec.Array?.Tasks?.Rows.Count ?? Spec.Array?.Size;

    /// <summary>How the next segment is bought; null when all is one segment.</summary>
    [JsonIgnore]
    public PurchaseKind? NextPurchase =>
        Spec.Purchase?.Kind != PurchaseKind.SpotThenOnDemand ? null
        : Segments.Count(segment => segment.Purchase == PurchaseKind.Spot) < Spec.Purchase.SpotAttempts ? PurchaseKind.Spot
        : PurchaseKind.OnDemand;

    /// <summary>Whether somebody else is starting it.</summary>
    public bool IsLeasedToAnother(string owner, DateTimeOffset now) => Lease is { } lease && lease.Owner != owner && lease.Until > now;

    /// <summary>The record with its last segment replaced.</summary>
    public HeldRecord WithLast(HeldSegment segment) => this with { Segments = [.. Segments.Take(Segments.Count - 1), segment] };
}
