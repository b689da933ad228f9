namespace MultiBatch.Providers.Google.Tests.ChildProcesses;

/// <summary>What this assembly does when a test starts it as a process of its own: <c>ROLE ARGUMENT…</c></summary>
internal static class ChildProgram
{
    public static Task<int> Main(string[] args) => args switch
    {
        [ConnectionRole.Name, .. var arguments] => ConnectionRole.RunAsync(arguments),
        _ => Task.FromResult(UnknownRole()),
    };

    private static int UnknownRole()
    {
        Console.Error.WriteLine("This program is started by tests only.");
        return 2;
    }
}
