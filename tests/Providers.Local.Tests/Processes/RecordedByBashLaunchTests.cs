using MultiBatch.Providers.Local.Tests.Processes.Support;

namespace MultiBatch.Providers.Local.Tests.Processes;

public sealed class RecordedByBashLaunchTests() : LaunchBehaviour(LaunchKind.RecordedByBash);
