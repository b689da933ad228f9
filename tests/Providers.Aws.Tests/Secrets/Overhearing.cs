using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging;

namespace MultiBatch.Providers.Aws.Tests.Secrets;

/// <summary>Takes down every line of every log, at the finest level, and every span of every source, with all they carry.</summary>
internal sealed class Overhearing : ILoggerFactory, ILogger
{
    private readonly StringBuilder _text = new();
    private readonly ActivityListener _listener;

    /// <summary>Begins to listen; spans are heard of the whole process.</summary>
    public Overhearing()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Take,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public int Lines { get; private set; }

    public int Spans { get; private set; }

    public string Text
    {
        get
        {
            lock (_text)
            {
                return _text.ToString();
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Take(state.ToString());
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Lines++;
        Take($"{formatter(state, exception)} {exception} {(state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(" ", values.Select(pair => $"{pair.Key}={pair.Value}")) : state)}");
    }

    public void Dispose() => _listener.Dispose();

    private void Take(Activity activity)
    {
        Spans++;
        Take($"{activity.DisplayName} {activity.StatusDescription} {string.Join(" ", activity.TagObjects.Concat(activity.Events.SelectMany(item => item.Tags)).Select(tag => $"{tag.Key}={tag.Value}"))} {string.Join(" ", activity.Baggage)}");
    }

    private void Take(string? text)
    {
        lock (_text)
        {
            _text.AppendLine(text);
        }
    }
}
