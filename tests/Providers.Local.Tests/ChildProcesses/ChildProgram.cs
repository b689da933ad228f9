using MultiBatch.Providers.Local.Tests.Engine.Support;
using MultiBatch.Providers.Local.Tests.Hosting.Support;
using MultiBatch.Providers.Local.Tests.Journal.Support;
using MultiBatch.Providers.Local.Tests.Processes.Support;

namespace MultiBatch.Providers.Local.Tests.ChildProcesses;

/// <summary>What this assembly does when a test starts it as a process of its own: <c>ROLE ARGUMENT…</c></summary>
internal static class ChildProgram
{
    public static Task<int> Main(string[] args) => args switch
    {
        [JournalWriterRole.Name, var folder] => JournalWriterRole.RunAsync(folder),
        [LockHolderRole.Name, var folder] => LockHolderRole.RunAsync(folder),
        [LaunchingEngineRole.Name, var kind, var folder, .. var scripts] => LaunchingEngineRole.RunAsync(kind, folder, scripts),
        [DetachedEngineRole.Name, .. var arguments] => DetachedEngineRole.RunAsync(arguments),
        [SubmittingShellRole.Name, var folder, var count, var script] => SubmittingShellRole.RunAsync(folder, count, script),
        [FakeEngineRole.Name, .. var arguments] => FakeEngineRole.RunAsync(arguments),
        [ShellRole.Name, var folder] => ShellRole.RunAsync(folder),
        _ => Task.FromResult(UnknownRole()),
    };

    private static int UnknownRole()
    {
        Console.Error.WriteLine("This program is started by tests only.");
        return 2;
    }
}
