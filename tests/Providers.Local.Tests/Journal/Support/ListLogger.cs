using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MultiBatch.Providers.Local.Tests.Journal.Support;

/// <summary>Keeps what is logged.</summary>
internal sealed class ListLogger : ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _entries = new();

    /// <summary>The messages of warnings and worse.</summary>
    public IReadOnlyList<string> Warnings => [.. _entries.Where(entry => entry.Level >= LogLevel.Warning).Select(entry => entry.Text)];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue((logLevel, formatter(state, exception)));
}
