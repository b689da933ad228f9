using MultiBatch.Providers.Local.Tests.Processes.Support;

namespace MultiBatch.Providers.Local.Tests.Processes;

public sealed class RecordedLaunchTests() : LaunchBehaviour(LaunchKind.Recorded);
