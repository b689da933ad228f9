using MultiBatch.Providers.Local.Tests.Processes.Support;

namespace MultiBatch.Providers.Local.Tests.Processes;

public sealed class RecordedByThreadsLaunchTests() : LaunchBehaviour(LaunchKind.RecordedByThreads);
