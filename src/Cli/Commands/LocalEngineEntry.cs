namespace MultiBatch.Cli.Commands;

/// <summary>Hands the process over to the local engine.</summary>
internal static class LocalEngineEntry
{
    public static Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken) => throw new NotSupportedException();
}
