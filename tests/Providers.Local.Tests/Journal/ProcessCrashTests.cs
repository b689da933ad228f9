using System.Globalization;
using MultiBatch.Providers.Local.Journal.Storage;
using MultiBatch.Providers.Local.Tests.ChildProcesses;
using MultiBatch.Providers.Local.Tests.Journal.Support;

namespace MultiBatch.Providers.Local.Tests.Journal;

/// <summary>Real processes, really killed.</summary>
public sealed class ProcessCrashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Killed_again_and_again_in_the_middle_of_writing_nothing_acknowledged_is_lost()
    {
        const int Kills = 8;
        var random = new Random(20261121);
        var acknowledged = -1;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var writer = ChildProcess.Start(JournalWriterRole.Name, _folder.Path);
            var found = (await writer.ReadLineAsync())!.Split(' ');
            Assert.Equal("whole", found[2]);
            Assert.True(Number(found[1]) > acknowledged, $"{found[1]} records found although number {acknowledged} was acknowledged");

            for (var wanted = random.Next(1, 300); wanted > 0; wanted--)
            {
                acknowledged = Number((await writer.ReadLineAsync())!);
            }

            var rest = await writer.KillAsync();

            // The last line may have been cut by the kill.
            acknowledged = rest.Count > 1 ? Number(rest[^2]) : acknowledged;
        }

        var state = (await TestJournal.ReadAsync(new StateFolder(_folder.Path, TimeProvider.System))).State;
        Assert.True(state.Count > acknowledged);
        Assert.Equal(Enumerable.Range(0, state.Count), state);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
