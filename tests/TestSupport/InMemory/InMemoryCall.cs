namespace MultiBatch.TestSupport.InMemory;

/// <summary>A call that reached the service.</summary>
/// <param name="Operation">The provider's method, without <c>Async</c>, as <c>GetJobs</c>.</param>
/// <param name="Items">How many jobs it was about.</param>
/// <param name="Time">When it came, by the service's clock.</param>
public sealed record InMemoryCall(string Operation, int Items, DateTimeOffset Time);
