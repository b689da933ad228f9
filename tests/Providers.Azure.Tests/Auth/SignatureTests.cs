using System.Globalization;
using System.Text.Json;
using MultiBatch.Providers.Azure.Auth;
using MultiBatch.Providers.Azure.Tests.OfficialClients;
using MultiBatch.Providers.Azure.Tests.Wire.Support;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Providers.Azure.Tests.Auth;

public sealed class SignatureTests
{
    [SkippableFact]
    public async Task A_signature_is_the_one_that_the_official_client_makes_for_every_request_it_can_send()
    {
        var key = SharedKey.Read(TestWire.Key, null);
        var official = await OfficialAsync();

        Assert.True(official.Count >= 38, $"{official.Count} requests");
        foreach (var record in official)
        {
            var headers = record.GetProperty("headers").EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!);
            var address = new Uri($"http://{headers["host"]}{record.GetProperty("path").GetString()}?{record.GetProperty("query").GetString()}");

            Assert.Equal(headers["authorization"], key.Sign(TestWire.Account, record.GetProperty("method").GetString()!, address, headers));
        }
    }

    [SkippableFact]
    public async Task What_our_pipeline_sends_is_signed_as_the_official_client_signs_it()
    {
        var compared = 0;
        foreach (var record in await OfficialAsync())
        {
            // Without a body the official client still names its type, which ours cannot send; and one request ours cannot make.
            if (record.GetProperty("body").GetString() is { Length: > 0 } && !Inexpressible.Reasons.ContainsKey(record.GetProperty("name").GetString()!))
            {
                compared++;
                var headers = record.GetProperty("headers");
                var date = DateTimeOffset.Parse(headers.GetProperty("ocp-date").GetString()!, CultureInfo.InvariantCulture);
                var version = record.GetProperty("query").GetString()!.Split("api-version=")[1].Split('&')[0];
                using var handler = new RecordingHandler();
                using var wire = new TestWire(handler, TestWire.Options with { ApiVersion = version }, new ManualTimeProvider(date));

                await WireInvoker.CallAsync(wire.Batch, record);

                Assert.Equal(headers.GetProperty("authorization").GetString(), Assert.Single(handler.Headers)["authorization"]);
            }
        }

        Assert.True(compared >= 15, $"{compared} requests");
    }

    [Fact]
    public async Task A_post_without_a_body_signs_the_zero_that_goes_on_the_wire_and_a_read_signs_none()
    {
        using var handler = new RecordingHandler();
        var date = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);
        using var wire = new TestWire(handler, clock: new ManualTimeProvider(date));
        var key = SharedKey.Read(TestWire.Key, null);

        await wire.Batch.TerminateTaskAsync("job", "task", default);
        await wire.Batch.DeleteJobAsync("job", default);

        Assert.Equal("Tue, 03 Feb 2026 04:05:06 GMT", handler.Headers[0]["ocp-date"]);
        Assert.Equal(Signed("POST", "0"), handler.Headers[0]["authorization"]);
        Assert.Equal(Signed("DELETE", null, 1), handler.Headers[1]["authorization"]);

        string Signed(string method, string? length, int place = 0)
        {
            var headers = new Dictionary<string, string> { ["ocp-date"] = handler.Headers[place]["ocp-date"] };
            if (length is not null)
            {
                headers["Content-Length"] = length;
            }

            return key.Sign(TestWire.Account, method, handler.Addresses[place], headers);
        }
    }

    [Fact]
    public void A_key_that_is_none_is_refused_without_being_repeated()
    {
        var error = Assert.Throws<BatchException>(() => SharedKey.Read("not base64!", "MY_KEY"));

        Assert.Equal(BatchErrorCode.Unauthenticated, error.Code);
        Assert.Contains("MY_KEY", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not base64!", error.ToString(), StringComparison.Ordinal);
    }

    private static async Task<List<JsonElement>> OfficialAsync() =>
        [.. (await NodeScript.RunAsync("capture.mjs", JsonSerializer.Serialize(new { account = TestWire.Account, key = TestWire.Key }))).EnumerateArray()];
}
