namespace MultiBatch.Emulators.Faults;

/// <summary>What goes wrong with one request.</summary>
/// <param name="Latency">How much later the reply comes.</param>
/// <param name="Stale">How old the truth of a reading is; null for no fault.</param>
/// <param name="End">What ends the request; null when nothing does.</param>
internal readonly record struct RequestFaults(TimeSpan Latency, TimeSpan? Stale, FaultRule? End);
