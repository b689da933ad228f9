using System.Globalization;
using MultiBatch.Environments;
using MultiBatch.Providers.Local.Engine;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Serialization;

namespace MultiBatch.Providers.Local.Tests.Engine.Support;

/// <summary>
/// An engine in a process of its own, led by lines: <c>submit ID SPEC</c> and <c>wait ID</c>, each answered by a line. Says <c>ready</c> first
/// and ends with its standard input.
/// </summary>
internal static class EngineRole
{
    public const string Name = "engine";

    public static async Task<int> RunAsync(string folder, string slots)
    {
        await using var engine = await LocalEngine.OpenAsync(new EngineOptions { StateFolder = folder }, CancellationToken.None);
        await engine.PutEnvironmentAsync(
            new PutEnvironmentRequest
            {
                Spec = new ComputeEnvironmentSpec { Name = "default", MaxVCpus = double.Parse(slots, CultureInfo.InvariantCulture) },
                IsUpdate = true,
            },
            CancellationToken.None);
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ', 3);
            Console.WriteLine(words[0] == "submit" ? await SubmitAsync(engine, words[1], words[2]) : await WaitAsync(engine, words[1]));
        }

        return 0;
    }

    private static async Task<string> SubmitAsync(LocalEngine engine, string id, string spec)
    {
        var item = new SubmitItem { SubmissionId = id, Spec = BatchJson.ReadJobSpec(System.Text.Encoding.UTF8.GetBytes(spec)) };
        var outcome = (await engine.SubmitAsync(new SubmitRequest { Items = [item] }, CancellationToken.None)).Items[0];
        return outcome.Error?.Message ?? "accepted";
    }

    private static async Task<string> WaitAsync(LocalEngine engine, string id)
    {
        await engine.WhenAsync(state => state.Jobs.Find(id)!.HasEnded);
        var job = (await engine.FindSubmissionAsync(new FindRequest { SubmissionId = id }, CancellationToken.None)).Job!;
        return $"{job.State} {job.Children}";
    }
}
