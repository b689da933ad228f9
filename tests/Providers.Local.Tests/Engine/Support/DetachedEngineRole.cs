namespace MultiBatch.Providers.Local.Tests.Engine.Support;

/// <summary>The engine itself in a process of its own, as <c>multibatch</c> has it: <c>local-engine ARGUMENT…</c></summary>
internal static class DetachedEngineRole
{
    public const string Name = "local-engine";

    public static Task<int> RunAsync(string[] arguments) => LocalEngineHost.RunAsync(arguments);
}
