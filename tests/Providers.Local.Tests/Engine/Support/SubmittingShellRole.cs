using System.Globalization;
using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Tests.Engine.Support;

/// <summary>
/// Somebody's shell: <c>submitting-shell FOLDER COUNT SCRIPT</c> says <c>ready</c>, waits for a line, submits so many jobs at once and says how
/// many were accepted, or what went wrong.
/// </summary>
internal static class SubmittingShellRole
{
    public const string Name = "submitting-shell";

    public static async Task<int> RunAsync(string folder, string count, string script)
    {
        await using var client = LiveEngine.Connect(folder);
        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
        var spec = EngineHarness.Shell(script);
        var accepted = 0;
        await foreach (var outcome in client.SubmitManyAsync(Enumerable.Repeat(spec, int.Parse(count, CultureInfo.InvariantCulture))))
        {
            if (outcome.Error is { } error)
            {
                Console.WriteLine(error.Message);
                return 1;
            }

            accepted++;
        }

        Console.WriteLine(accepted);
        return 0;
    }
}
