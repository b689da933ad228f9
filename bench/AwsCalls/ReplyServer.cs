using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MultiBatch.Providers.Aws.Benchmarks;

/// <summary>A process of its own that answers on a loopback socket: its processor time is not the client's.</summary>
internal static class ReplyServer
{
    private static readonly byte[] Submitted = Reply("""{"jobArn":"arn:aws:batch:us-east-1:123456789012:job/1","jobId":"11111111-2222-3333-4444-555555555555","jobName":"j"}""");
    private static readonly byte[] Described = Reply("{\"jobs\":[" + string.Join(",", Enumerable.Range(0, 100).Select(Job)) + "]}");

    /// <summary>Prints its port and serves until its input ends.</summary>
    public static async Task<int> RunAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Console.WriteLine(((IPEndPoint)listener.LocalEndpoint).Port);
        _ = Task.Run(async () =>
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                _ = ServeAsync(client);
            }
        });
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            var stream = client.GetStream();
            var buffer = new byte[64 * 1024];
            var count = 0;
            while (true)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(count));
                if (read == 0)
                {
                    return;
                }

                count += read;
                var end = buffer.AsSpan(0, count).IndexOf("\r\n\r\n"u8);
                if (end < 0)
                {
                    continue;
                }

                var head = Encoding.ASCII.GetString(buffer, 0, end);
                var at = head.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase) + 16;
                var stop = head.IndexOf('\r', at);
                var length = int.Parse(head.AsSpan(at, (stop < 0 ? head.Length : stop) - at), System.Globalization.CultureInfo.InvariantCulture);
                if (count >= end + 4 + length)
                {
                    count = 0;
                    await stream.WriteAsync(head.StartsWith("POST /v1/submitjob", StringComparison.Ordinal) ? Submitted : Described);
                }
            }
        }
    }

    private static byte[] Reply(string body) => Encoding.UTF8.GetBytes(
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nx-amzn-requestid: 0f\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    private static string Job(int index) => $$$"""
        {"jobArn":"arn:aws:batch:us-east-1:123456789012:job/{{{index}}}","jobId":"11111111-2222-3333-4444-{{{index:d12}}}","jobName":"job-{{{index}}}","jobQueue":"arn:aws:batch:us-east-1:123456789012:job-queue/q","status":"SUCCEEDED","createdAt":1767225600000,"startedAt":1767225610000,"stoppedAt":1767225670000,"jobDefinition":"arn:aws:batch:us-east-1:123456789012:job-definition/jd:1","tags":{"a":"b"},"attempts":[{"container":{"exitCode":0,"logStreamName":"jd/default/{{{index}}}","taskArn":"arn:t"},"startedAt":1767225610000,"stoppedAt":1767225670000}],"container":{"image":"busybox","command":["sh","-c","true"],"exitCode":0,"logStreamName":"jd/default/{{{index}}}","environment":[{"name":"A","value":"1"}],"resourceRequirements":[{"type":"VCPU","value":"1"},{"type":"MEMORY","value":"512"}]}}
        """;
}
