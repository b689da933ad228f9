namespace MultiBatch.TestSupport.InMemory.Planning;

/// <summary>Why a queue takes no jobs.</summary>
internal sealed record JobQueueProblem(BatchErrorCode Code, string Why, string Alternative);
