using MultiBatch.Providers.Aws.Tests.OfficialClients;
using MultiBatch.Providers.Aws.Tests.Wire.Support;
using System.Text.Json;

namespace MultiBatch.Providers.Aws.Tests.Wire;

public sealed class WireParityTests
{
    public static TheoryData<string> Recorded => [.. Captures.Recorded.Keys.Where(name => !Inexpressible.Reasons.ContainsKey(name))];

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task A_request_equals_the_recorded_one_of_the_official_client(string name)
    {
        var record = Captures.Recorded[name];

        var request = await SendAsync(record);

        Assert.Equal(SentRequest.Of(record), request);
    }

    [SkippableFact]
    public async Task Every_request_equals_what_the_official_client_sends_now()
    {
        var inputs = Captures.Inputs.Where(input => WireInvoker.Operations.Contains(Operation(input))).ToList();
        var cases = inputs.Select(input => new { operation = Operation(input), input = input.GetProperty("input") });

        var official = (await NodeScript.RunAsync("capture.mjs", JsonSerializer.Serialize(cases))).EnumerateArray().ToList();

        Assert.Equal(inputs.Count, official.Count);
        for (var index = 0; index < inputs.Count; index++)
        {
            Assert.Equal(SentRequest.Of(official[index]), await SendAsync(inputs[index]));
        }
    }

    [Fact]
    public void Every_operation_is_compared()
    {
        Assert.Empty(WireInvoker.Operations.Except(Captures.Inputs.Select(Operation)));
    }

    [Fact]
    public void What_cannot_be_expressed_is_little_and_no_submit()
    {
        Assert.All(Inexpressible.Reasons.Keys, name => Assert.Contains(name, Captures.Recorded.Keys));
        Assert.DoesNotContain(Inexpressible.Reasons.Keys, name => name.StartsWith("SubmitJob", StringComparison.Ordinal));
        Assert.True(Inexpressible.Reasons.Count * 10 <= Captures.Recorded.Count, $"{Inexpressible.Reasons.Count} of {Captures.Recorded.Count}");
    }

    private static string Operation(JsonElement record) => record.GetProperty("operation").GetString()!;

    private static async Task<SentRequest> SendAsync(JsonElement record)
    {
        using var handler = new RecordingHandler();
        using var wire = TestWire.Over(handler);

        await WireInvoker.CallAsync(wire, Operation(record), record.GetProperty("input"));

        return Assert.Single(handler.Requests);
    }
}
