using MultiBatch.Providers.Local.Journal.Storage;

namespace MultiBatch.Providers.Local.Tests.Journal.Support;

/// <summary>A process that takes a state folder, or prints why it cannot, and keeps it until its standard input ends.</summary>
internal static class LockHolderRole
{
    public const string Name = "lock-holder";

    public static async Task<int> RunAsync(string folder)
    {
        try
        {
            using var folderLock = new StateFolder(folder, TimeProvider.System).Lock();
            await Console.Out.WriteLineAsync("locked");
            await Console.In.ReadToEndAsync();
            return 0;
        }
        catch (BatchException error)
        {
            await Console.Out.WriteLineAsync($"{error.Code} {error.Message}");
            return 1;
        }
    }
}
