using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Amazon.Runtime;
using MultiBatch.Providers.Aws.Auth;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Calls;
using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Benchmarks;

/// <summary>
/// The processor time of this process per call, ours and bare, in turns within one run. Bare is what one would write by hand: the same messages to
/// and from JSON, the same signature, an HttpClient; no settings, no time limit, no errors understood.
/// </summary>
internal static class CallCost
{
    private static readonly SubmitJobRequest Submit = new()
    {
        JobName = "job-01m7yzx2f8z84abxtpbdaqfw32",
        JobQueue = "q",
        JobDefinition = "jd:1",
        ContainerOverrides = new() { Command = ["sh", "-c", "echo hello"], Environment = [new() { Name = "A", Value = "1" }] },
        Tags = new Dictionary<string, string> { ["multibatch:submission"] = "01m7yzx2f8z84abxtpbdaqfw32" },
    };

    private static readonly DescribeJobsRequest Describe = new() { Jobs = [.. Enumerable.Range(0, 100).Select(index => $"11111111-2222-3333-4444-{index:d12}")] };

    public static async Task<int> RunAsync(int calls, int rounds)
    {
        using var server = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [typeof(CallCost).Assembly.Location, "serve"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        try
        {
            var endpoint = new Uri("http://127.0.0.1:" + await server.StandardOutput.ReadLineAsync());
            var credentials = new BasicAWSCredentials("AKIDEXAMPLE", "made-up");
            using var wire = new AwsWire(
                new AwsConnectionOptions { Endpoint = endpoint, Region = "us-east-1", Credentials = credentials, Variables = _ => null }, new ProviderContext());
            using var client = new HttpClient();
            var keys = await credentials.GetCredentialsAsync();

            await CompareAsync(
                "SubmitJob", calls, rounds, () => wire.Batch.SubmitJobAsync(Submit, CancellationToken.None),
                () => BareAsync(
                    client, endpoint, keys, BatchOperations.SubmitJob, JsonSerializer.SerializeToUtf8Bytes(Submit, BatchWireJson.Instance.SubmitJobRequest),
                    body => JsonSerializer.Deserialize(body, BatchWireJson.Instance.SubmitJobResponse)));
            await CompareAsync(
                "DescribeJobs of 100", Math.Max(1, calls / 10), rounds, () => wire.Batch.DescribeJobsAsync(Describe, CancellationToken.None),
                () => BareAsync(
                    client, endpoint, keys, BatchOperations.DescribeJobs, JsonSerializer.SerializeToUtf8Bytes(Describe, BatchWireJson.Instance.DescribeJobsRequest),
                    body => JsonSerializer.Deserialize(body, BatchWireJson.Instance.DescribeJobsResponse)));
            return 0;
        }
        finally
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync();
        }
    }

    private static async Task BareAsync(
        HttpClient client, Uri endpoint, ImmutableCredentials keys, AwsOperation operation, byte[] body, Func<byte[], object?> read)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, endpoint + operation.Path[1..]) { Content = new ByteArrayContent(body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        RequestSigner.Sign(message, new AwsRequest { Operation = operation, Body = body }, endpoint, "us-east-1", keys, DateTime.UtcNow);
        using var reply = await client.SendAsync(message);
        reply.EnsureSuccessStatusCode();
        if (read(await reply.Content.ReadAsByteArrayAsync()) is null)
        {
            throw new InvalidOperationException("No reply.");
        }
    }

    private static async Task CompareAsync(string name, int calls, int rounds, Func<Task> ours, Func<Task> bare)
    {
        await TimeAsync(ours, calls);
        await TimeAsync(bare, calls);
        var pairs = new List<(double Ours, double Bare)>();
        for (var round = 0; round < rounds; round++)
        {
            // Whoever goes first changes each round.
            if (round % 2 == 0)
            {
                var first = await TimeAsync(ours, calls);
                pairs.Add((first, await TimeAsync(bare, calls)));
            }
            else
            {
                var first = await TimeAsync(bare, calls);
                pairs.Add((await TimeAsync(ours, calls), first));
            }
        }

        var ratios = pairs.Select(pair => pair.Ours / pair.Bare).Order().ToList();
        Console.WriteLine(
            $"{name}: ours {Median(pairs.Select(pair => pair.Ours)):f1} us, bare {Median(pairs.Select(pair => pair.Bare)):f1} us of processor time a call; "
            + $"ratio {Median(ratios):f3} (from {ratios[0]:f3} to {ratios[^1]:f3}, {rounds} rounds of {calls} calls)");
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static async Task<double> TimeAsync(Func<Task> call, int calls)
    {
        using var process = Process.GetCurrentProcess();
        GC.Collect();
        var before = process.TotalProcessorTime;
        for (var count = 0; count < calls; count++)
        {
            await call();
        }

        process.Refresh();
        return (process.TotalProcessorTime - before).TotalMicroseconds / calls;
    }
}
