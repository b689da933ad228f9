using System.Net;
using System.Net.Sockets;
using System.Text;
using MultiBatch.Emulators.Azure;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Azure.Tasks;

public sealed class FileTests
{
    [Fact]
    public async Task Files_are_cleaned_up_after_their_time()
    {
        await using var rig = await AzureRig.StartAsync(AzureRig.Options with { TimeScale = 0.001 });

        await rig.AddTaskAsync("t", "true", """{"constraints":{"retentionTime":"PT1S"}}""");
        await rig.EndAsync("t");

        await Eventually.TrueAsync(async () => (await rig.CallAsync("GET", "/jobs/job/tasks/t/files/stdout.txt")).Error == "TaskFilesCleanedup", () => "the files are cleaned up");
    }

    [Fact]
    public async Task Properties_tell_the_length_without_the_file()
    {
        await using var rig = await AzureRig.StartAsync();
        await rig.AddTaskAsync("t", "printf 12345; mkdir 'a b'; printf x >'a b/c'");
        await rig.EndAsync("t");

        var head = await rig.CallAsync("HEAD", "/jobs/job/tasks/t/files/stdout.txt");
        Assert.Equal((200, "5", "False", ""), (head.Status, head.Headers["Content-Length"], head.Headers["ocp-batch-file-isdirectory"], head.Text));
        Assert.Equal("x", await rig.TextAsync("/jobs/job/tasks/t/files/wd%2Fa%20b%2Fc"));
        Assert.Equal("True", (await rig.CallAsync("HEAD", "/jobs/job/tasks/t/files/wd")).Headers["ocp-batch-file-isdirectory"]);
        await rig.RefusedAsync(404, "FileNotFound", "GET", "/jobs/job/tasks/t/files/..%2F..%2F..%2F..%2Fengine");
        await rig.DoAsync("DELETE", "/jobs/job/tasks/t/files/wd?recursive=true");
        await rig.RefusedAsync(404, "FileNotFound", "GET", "/jobs/job/tasks/t/files/wd%2Fa%20b%2Fc");
    }

    [Fact]
    public async Task Files_are_fetched_before_a_task_and_stored_after_it()
    {
        await using var rig = await AzureRig.StartAsync();
        using var store = new HttpListener();
        var address = Listen(store);
        var received = new Dictionary<string, string>();
        var serving = ServeAsync(store, received);

        await rig.AddTaskAsync("t", "cat in/data; echo made >out.log", $$"""
            {"resourceFiles":[{"httpUrl":"{{address}}container/data?sig=s","filePath":"in/data"}],
             "outputFiles":[{"filePattern":"../std*.txt","destination":{"container":{"containerUrl":"{{address}}out?sig=s","path":"logs"} },"uploadOptions":{"uploadCondition":"taskcompletion"} },
                            {"filePattern":"out.log","destination":{"container":{"containerUrl":"{{address}}out?sig=s","path":"named.log"} },"uploadOptions":{"uploadCondition":"tasksuccess"} },
                            {"filePattern":"out.log","destination":{"container":{"containerUrl":"{{address}}out?sig=s","path":"never"} },"uploadOptions":{"uploadCondition":"taskfailure"} }]}
            """);
        Assert.Equal("success", (string?)(await rig.EndAsync("t"))["executionInfo"]!["result"]);
        await rig.AddTaskAsync("missing", "true", $$"""{"resourceFiles":[{"httpUrl":"{{address}}container/none","filePath":"x"}]}""");
        Assert.Equal("BlobNotFound", (string?)(await rig.EndAsync("missing"))["executionInfo"]!["failureInfo"]!["code"]);
        store.Stop();
        await serving;

        Assert.Equal(["/out/logs/stderr.txt", "/out/logs/stdout.txt", "/out/named.log"], received.Keys.Order());
        Assert.Equal(("from the store", "made\n"), (received["/out/logs/stdout.txt"], received["/out/named.log"]));
    }

    [Fact]
    public async Task A_share_of_this_host_is_mounted()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "f"), "shared");
        await using (var rig = await AzureRig.StartAsync(
            pool: $$"""{"targetDedicatedNodes":1,"mountConfiguration":[{"nfsMountConfiguration":{"source":"127.0.0.1:{{folder}}","relativeMountPath":"data"} }]}"""))
        {
            await rig.AddTaskAsync("t", "cat $AZ_BATCH_NODE_MOUNTS_DIR/data/f");
            await rig.EndAsync("t");

            Assert.Equal("shared", await rig.OutputAsync("t"));
        }

        Assert.True(File.Exists(Path.Combine(folder, "f")), "the folder is not the emulator's to delete");
        Directory.Delete(folder, recursive: true);
    }

    private static string Listen(HttpListener listener)
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        probe.Stop();
        listener.Prefixes.Add(address);
        listener.Start();
        return address;
    }

    private static async Task ServeAsync(HttpListener listener, Dictionary<string, string> received)
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var path = context.Request.Url!.AbsolutePath;
            if (context.Request.HttpMethod == "PUT")
            {
                using var reader = new StreamReader(context.Request.InputStream);
                received[path] = await reader.ReadToEndAsync();
                context.Response.StatusCode = context.Request.Headers["x-ms-blob-type"] == "BlockBlob" ? 201 : 400;
            }
            else if (path == "/container/data")
            {
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes("from the store"));
            }
            else
            {
                context.Response.StatusCode = 404;
            }

            context.Response.Close();
        }
    }
}
