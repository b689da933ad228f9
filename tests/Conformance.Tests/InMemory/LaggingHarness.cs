using MultiBatch.TestSupport.InMemory;

namespace MultiBatch.Conformance.Tests.InMemory;

/// <summary>A service that shows everything late, in small and empty pages, has no submit tokens and is slow to look things up.</summary>
public sealed class LaggingHarness() : InMemoryHarness(new InMemoryOptions
{
    RepeatedSubmit = RepeatedSubmit.SecondJob,
    LookupDelay = TimeSpan.FromSeconds(5),
    StaleReads = 2,
    PageSize = 17,
    EmptyPages = true,
    ListsIgnoreFilters = true,
    AcceptDelay = TimeSpan.FromMilliseconds(20),
    StartDelay = TimeSpan.FromMilliseconds(50),
    RetryDelay = TimeSpan.FromMilliseconds(50),
});
