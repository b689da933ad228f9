using MultiBatch.Providers.Local.Tests.Processes.Support;

namespace MultiBatch.Providers.Local.Tests.Processes;

public sealed class PortableLaunchTests() : LaunchBehaviour(LaunchKind.Portable);
