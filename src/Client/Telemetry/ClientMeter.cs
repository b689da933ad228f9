using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MultiBatch.Telemetry;

/// <summary>The instruments of meter <c>MultiBatch</c>, named as OpenTelemetry would have them: durations in seconds, things counted in braces.</summary>
internal static class ClientMeter
{
    public const string ProviderTag = "multibatch.provider";
    public const string OperationTag = "multibatch.operation";
    public const string OutcomeTag = "multibatch.outcome";
    public const string ErrorTag = "error.type";

    private static readonly Meter Meter = new("MultiBatch", typeof(ClientMeter).Assembly.GetName().Version?.ToString(3));

    public static Histogram<double> CallDuration { get; } =
        Meter.CreateHistogram<double>("multibatch.provider.call.duration", "s", "How long one call to a provider took.");

    public static Counter<long> Retries { get; } =
        Meter.CreateCounter<long>("multibatch.provider.call.retries", "{retry}", "Calls made again after a transient error.");

    public static Histogram<double> RateWait { get; } =
        Meter.CreateHistogram<double>("multibatch.rate_limit.wait.duration", "s", "How long calls waited for the declared rate.");

    public static Histogram<double> SubmitDuration { get; } =
        Meter.CreateHistogram<double>("multibatch.submit.duration", "s", "From the first send of a submit until its outcome was known.");

    public static Counter<long> SubmittedJobs { get; } =
        Meter.CreateCounter<long>("multibatch.submit.jobs", "{job}", "Submits, by how they ended.");

    public static Counter<long> Settlements { get; } =
        Meter.CreateCounter<long>("multibatch.submit.settlements", "{submission}", "Look-ups of submits whose outcome was unknown, by what they found.");

    public static Counter<long> Duplicates { get; } =
        Meter.CreateCounter<long>("multibatch.submit.duplicates", "{job}", "Jobs beyond the first of one submit, which were stopped.");

    public static UpDownCounter<long> WatchedJobs { get; } =
        Meter.CreateUpDownCounter<long>("multibatch.wait.jobs", "{job}", "Jobs being waited for.");

    public static TagList Tags(string provider, string operation, BatchException? error = null)
    {
        var tags = new TagList { { ProviderTag, provider }, { OperationTag, operation } };
        if (error is not null)
        {
            tags.Add(ErrorTag, error.Code.ToString());
        }

        return tags;
    }

    public static TagList Outcome(string provider, string outcome) => new() { { ProviderTag, provider }, { OutcomeTag, outcome } };
}
