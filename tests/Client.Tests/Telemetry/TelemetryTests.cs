using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using MultiBatch.Client.Tests.Fakes;
using MultiBatch.Jobs;
using MultiBatch.Submissions;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Telemetry;

/// <summary>What an operator sees. The provider has a name of its own, since listeners hear the other tests too.</summary>
public sealed class TelemetryTests
{
    private const string Connection = "telemetry-test";

    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedProvider _provider = new();

    [Fact]
    public async Task A_submit_is_a_span_with_its_calls_below_it()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "MultiBatch",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                lock (spans)
                {
                    spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var client = Connect();

        var job = await client.SubmitAsync(Clients.Spec);

        List<Activity> own;
        lock (spans)
        {
            own = spans.Where(span => Equals(span.GetTagItem("multibatch.connection"), Connection)).ToList();
        }

        var submit = own.Single(span => span.OperationName == "multibatch.submit");
        Assert.Equal(job.Reference.ToString(), submit.GetTagItem("multibatch.job"));
        Assert.Equal("scripted", submit.GetTagItem("multibatch.provider"));
        var call = own.Single(span => span.OperationName == "multibatch.call submit_jobs");
        Assert.Equal((submit.SpanId, ActivityKind.Client), (call.ParentSpanId, call.Kind));
    }

    [Fact]
    public async Task Calls_retries_and_outcomes_are_counted_in_seconds_and_units()
    {
        var measured = new List<(string Name, string? Unit, object Value, Dictionary<string, object?> Tags)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "MultiBatch")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
        _provider.OnSubmit = (submissions, _) => Task.FromResult<IReadOnlyList<SubmitResult>>(
            [_provider.Count("submit") == 1 ? SubmitResult.Failed(submissions[0].Key.Id, Faults.ReplyLost()) : ScriptedProvider.Accepted(submissions[0])]);
        await using var client = Connect();

        await _clock.DriveAsync(client.SubmitAsync(Clients.Spec));

        lock (measured)
        {
            var duration = measured.First(one => one.Name == "multibatch.submit.duration");
            Assert.Equal("s", duration.Unit);
            Assert.Contains(measured, one => one.Name == "multibatch.provider.call.duration" && Equals(one.Tags["multibatch.operation"], "find_submission"));
            Assert.Contains(measured, one => one.Name == "multibatch.submit.settlements" && Equals(one.Tags["multibatch.outcome"], "absent"));
            Assert.Contains(measured, one => one.Name == "multibatch.submit.jobs" && one.Unit == "{job}" && Equals(one.Tags["multibatch.outcome"], "accepted"));
        }

        void Add(Instrument instrument, object value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            lock (measured)
            {
                measured.Add((instrument.Name, instrument.Unit, value, new Dictionary<string, object?>(tags.ToArray())));
            }
        }
    }

    [Fact]
    public async Task Neither_values_nor_commands_are_logged()
    {
        var lines = new ListLoggerFactory();
        _provider.OnSubmit = (submissions, _) => Task.FromResult<IReadOnlyList<SubmitResult>>(
            [_provider.Count("submit") == 1 ? SubmitResult.Failed(submissions[0].Key.Id, Faults.ReplyLost()) : ScriptedProvider.Accepted(submissions[0])]);
        await using var client = Connect(lines);

        await _clock.DriveAsync(client.SubmitAsync(Clients.Spec with { Command = ["login", "hunter2"], Env = new Dictionary<string, string> { ["PASSWORD"] = "hunter2" } }));

        Assert.Contains(lines.Lines, line => line.Contains("was lost", StringComparison.Ordinal));
        Assert.DoesNotContain(lines.Lines, line => line.Contains("hunter2", StringComparison.Ordinal));
    }

    private BatchClient Connect(ILoggerFactory? loggers = null) =>
        Clients.Of(_provider, _clock, options => options with { ConnectionName = Connection, LoggerFactory = loggers ?? options.LoggerFactory });

    private sealed class ListLoggerFactory : ILoggerFactory, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
