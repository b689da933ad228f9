using System.Text.Json;
using MultiBatch.Providers.Azure.Tests.OfficialClients;
using MultiBatch.Providers.Azure.Tests.Wire.Support;
using MultiBatch.Providers.Azure.Wire;

namespace MultiBatch.Providers.Azure.Tests.Wire;

public sealed class WireParityTests
{
    public static TheoryData<string> Recorded => [.. Captures.Recorded.Keys.Where(name => !Inexpressible.Reasons.ContainsKey(name))];

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task A_request_equals_the_recorded_one_of_the_official_client(string name)
    {
        var record = Captures.Recorded[name];

        Assert.Equal(SentRequest.Of(record), await SendAsync(record));
    }

    [SkippableFact]
    public async Task Every_request_equals_what_the_official_client_sends_now()
    {
        var official = (await NodeScript.RunAsync("capture.mjs", "{}")).EnumerateArray().ToList();

        Assert.True(official.Count >= 38, $"{official.Count} requests");
        foreach (var record in official.Where(record => !Inexpressible.Reasons.ContainsKey(record.GetProperty("name").GetString()!)))
        {
            Assert.Equal(SentRequest.Of(record), await SendAsync(record));
        }

        Assert.Empty(WireInvoker.Operations.Except(official.Select(record => WireInvoker.Operation(record.GetProperty("name").GetString()!))));
    }

    [Fact]
    public void What_cannot_be_expressed_is_little_and_neither_tasks_nor_jobs()
    {
        Assert.All(Inexpressible.Reasons.Keys, name => Assert.Contains(name, Captures.Recorded.Keys));
        Assert.DoesNotContain(Inexpressible.Reasons.Keys, name => WireInvoker.Operation(name) is "task.add" or "task.addCollection" or "job.add");
        Assert.True(Inexpressible.Reasons.Count * 10 <= Captures.Recorded.Count, $"{Inexpressible.Reasons.Count} of {Captures.Recorded.Count}");
    }

    [Fact]
    public void Every_operation_of_the_wire_is_compared() =>
        Assert.Equal(typeof(IAzureBatchWire).GetMethods().Length, WireInvoker.Operations.Count);

    private static async Task<SentRequest> SendAsync(JsonElement record)
    {
        using var handler = new RecordingHandler();
        using var wire = new TestWire(handler);

        await WireInvoker.CallAsync(wire.Batch, record);

        return Assert.Single(handler.Requests);
    }
}
