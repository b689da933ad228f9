using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MultiBatch.Catalogue;
using MultiBatch.Machines;
using MultiBatch.Resilience;

namespace MultiBatch;

/// <summary>Settings of a <see cref="BatchClient"/>. Every one has a working default.</summary>
public sealed record BatchClientOptions
{
    /// <summary>The name of the connection, part of every job reference. Default: none, the provider's default connection.</summary>
    public string? ConnectionName { get; init; }

    /// <summary>The region of the connection, for choosing machines by price. Default: none, any region.</summary>
    public string? Region { get; init; }

    /// <summary>The queue of submits that name none. Default: the one the provider marks as its default.</summary>
    public string? DefaultQueue { get; init; }

    /// <summary>The clock, for waits, back-off and timeouts too. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Makes loggers. Default: logs nothing.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>
    /// Where held jobs, and definitions and queues of clouds that have none, are kept.
    /// Default: files in the user's data folder, opened when first needed.
    /// </summary>
    public ICatalogStore? Catalogue { get; init; }

    /// <summary>Chooses machine types for jobs that name none. Default: none; providers that need a type reject such jobs.</summary>
    public IMachineSelector? MachineSelector { get; init; }

    /// <summary>How failed calls are repeated.</summary>
    public RetryOptions Retry { get; init; } = new();

    /// <summary>The most calls one operation on many jobs has under way at the same time, from 1. Default: 8.</summary>
    public int MaxConcurrentCalls { get; init; } = 8;

    /// <summary>
    /// How long a submit that is under way may go on after its token was cancelled, so that it ends with a known job
    /// and not with a question. Default: 15 seconds.
    /// </summary>
    public TimeSpan CancellationGrace { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Numbers from 0 up to 1, for jitter; thread-safe. A seam for tests.</summary>
    internal Func<double> Randomizer { get; init; } = static () => Random.Shared.NextDouble();

    internal void Validate()
    {
        Retry.Validate();
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxConcurrentCalls, 1, nameof(MaxConcurrentCalls));
        ArgumentOutOfRangeException.ThrowIfLessThan(CancellationGrace, TimeSpan.Zero, nameof(CancellationGrace));
    }
}
