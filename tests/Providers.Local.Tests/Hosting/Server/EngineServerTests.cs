using System.IO.Pipes;
using System.Text;
using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Hosting.Addresses;
using MultiBatch.Providers.Local.Hosting.Client;
using MultiBatch.Providers.Local.Hosting.Frames;
using MultiBatch.Providers.Local.Hosting.Operations;
using MultiBatch.Providers.Local.Hosting.Server;
using MultiBatch.Providers.Local.Tests.Hosting.Support;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Providers.Local.Tests.Hosting.Server;

public sealed class EngineServerTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_hundred_clients_each_get_their_own_answers()
    {
        await using var server = await TestServer.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(async () =>
        {
            await using var client = await server.ConnectAsync();
            await Task.WhenAll(Enumerable.Range(0, 20).Select(async request =>
            {
                var id = $"{number}-{request}";
                var reply = await client.Engine.SubmitAsync(FakeEngine.SubmitOf(id), None);
                Assert.Equal(id, Assert.Single(reply.Items).Job!.Reference.Id);
            }));
        }))).Soon();

        Assert.Equal(2000, server.Engine.Submitted.Select(item => item.SubmissionId).Distinct().Count());
        await Deadline.UntilAsync(() => server.Server.Quiet is not null);
    }

    [Fact]
    public async Task A_submit_with_ten_thousand_rows_passes_as_a_whole()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await server.ConnectAsync();
        var rows = Enumerable.Range(0, 10_000).Select(row => (IReadOnlyList<string>)[$"{row}", new string('ü', 500)]).ToList();
        var request = new SubmitRequest
        {
            Items = [new SubmitItem { SubmissionId = "s", Spec = new JobSpec { Array = new ArraySpec { Tasks = new TaskTable(["A", "B"], rows) } } }],
        };

        await client.Engine.SubmitAsync(request, None);

        var received = Assert.Single(server.Engine.Submitted).Spec.Array!.Tasks!;
        Assert.Equal(10_000, received.Rows.Count);
        Assert.Equal(rows[9_999], received.Rows[9_999]);
    }

    [Fact]
    public async Task Operations_without_an_answer_and_without_a_question_work()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await server.ConnectAsync();

        await client.Engine.DeleteEnvironmentAsync(new NameRequest { Name = "e" }, None);
        var status = await client.Engine.GetStatusAsync(None);

        Assert.Equal("host", status.Machine.HostName);
    }

    [Fact]
    public async Task An_error_arrives_with_everything_it_says()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await server.ConnectAsync();

        var error = await Assert.ThrowsAsync<BatchException>(() => client.Engine.DeleteQueueAsync(new NameRequest { Name = "q" }, None));

        Assert.Equal(BatchErrorCode.Conflict, error.Code);
        Assert.Equal("Queue 'q' has jobs.", error.Message);
        Assert.True(error.IsTransient);
        Assert.Equal(TimeSpan.FromMilliseconds(1500), error.RetryAfter);
        Assert.Equal(BatchEffect.Applied, error.Effect);
        Assert.Equal("q", error.Resource);
        Assert.Equal("local", error.Provider);
        Assert.Equal("Busy", error.NativeCode);
        Assert.Equal("r-1", error.RequestId);
    }

    [Fact]
    public async Task A_fault_of_the_engine_is_an_error_of_the_request_and_logged()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await server.ConnectAsync();

        var error = await Assert.ThrowsAsync<BatchException>(() => client.Engine.ListQueuesAsync(new ListRequest(), None));

        Assert.Equal(BatchErrorCode.Provider, error.Code);
        Assert.Contains("a bug", error.Message, StringComparison.Ordinal);
        Assert.Contains("listQueues", Assert.Single(server.Logger.Warnings), StringComparison.Ordinal);
        Assert.NotNull(await client.Engine.GetStatusAsync(None));
    }

    [Fact]
    public async Task An_operation_that_the_engine_does_not_know_is_refused_by_name()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await server.ConnectAsync();
        var unknown = new TypedOperation<NameRequest, QueuesReply>(
            "fly", false, EngineJson.Messages.NameRequest, EngineJson.Messages.QueuesReply, (_, _, _) => throw new NotSupportedException());

        var error = await Assert.ThrowsAsync<BatchException>(() => client.InvokeAsync(unknown, new NameRequest { Name = "q" }, None));

        Assert.Equal(BatchErrorCode.Unsupported, error.Code);
        Assert.Contains("'fly'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_reaches_the_engine_and_the_connection_goes_on()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await server.ConnectAsync();
        var begun = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        server.Engine.OnSubmit = async (_, token) =>
        {
            begun.SetResult();
            await UntilCancelledAsync(token);
            cancelled.SetResult();
            token.ThrowIfCancellationRequested();
        };
        using var cancellation = new CancellationTokenSource();
        var submit = client.Engine.SubmitAsync(FakeEngine.SubmitOf("s"), cancellation.Token);
        await begun.Task.Soon();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => submit);
        await cancelled.Task.Soon();
        Assert.NotNull(await client.Engine.GetStatusAsync(None));
        Assert.Empty(server.Engine.Submitted);
    }

    [Fact]
    public async Task A_client_that_goes_away_takes_its_requests_with_it()
    {
        await using var server = await TestServer.StartAsync();
        var begun = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        server.Engine.OnGetJobs = async (_, token) =>
        {
            begun.SetResult();
            await UntilCancelledAsync(token);
            cancelled.SetResult();
        };
        var client = await server.ConnectAsync();
        var get = client.Engine.GetJobsAsync(new GetJobsRequest { References = [] }, None);
        await begun.Task.Soon();

        await client.DisposeAsync();

        await cancelled.Task.Soon();
        await Assert.ThrowsAsync<ConnectionLostException>(() => get);
    }

    [Fact]
    public async Task One_client_has_only_so_many_requests_under_way_and_the_rest_wait()
    {
        await using var server = await TestServer.StartAsync(new ServerOptions { MaxRequests = 8 });
        await using var client = await server.ConnectAsync();
        var gate = new TaskCompletionSource();
        var running = 0;
        var most = 0;
        server.Engine.OnGetJobs = async (_, _) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref running));
            await gate.Task;
            Interlocked.Decrement(ref running);
        };

        var requests = Enumerable.Range(0, 100)
            .Select(number => client.Engine.GetJobsAsync(new GetJobsRequest { References = [new JobReference("local", $"{number}")] }, None))
            .ToList();
        await Deadline.UntilAsync(() => Volatile.Read(ref running) == 8);
        gate.SetResult();
        var replies = await Task.WhenAll(requests).Soon();

        Assert.Equal(Enumerable.Range(0, 100).Select(number => $"{number}"), replies.Select(reply => reply.Jobs[0]!.Reference.Id));
        Assert.Equal(8, most);
    }

    [Fact]
    public async Task Large_requests_wait_for_their_turn_and_small_ones_of_others_do_not()
    {
        await using var server = await TestServer.StartAsync(new ServerOptions { LargeRequest = 10_000, MaxLargeRequests = 2 });
        var gate = new TaskCompletionSource();
        var running = 0;
        var most = 0;
        server.Engine.OnSubmit = async (_, _) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref running));
            await gate.Task;
            Interlocked.Decrement(ref running);
        };
        var clients = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => server.ConnectAsync()));

        var submits = clients.Select(client => client.Engine.SubmitAsync(FakeEngine.SubmitOf(new string('s', 20_000)), None)).ToList();
        await Deadline.UntilAsync(() => Volatile.Read(ref running) == 2);
        await using (var small = await server.ConnectAsync())
        {
            Assert.NotNull(await small.Engine.GetStatusAsync(None));
        }

        gate.SetResult();
        await Task.WhenAll(submits).Soon();
        Assert.Equal(2, most);
        Assert.Equal(6, server.Engine.Submitted.Count);
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task Another_protocol_version_is_refused_by_name_with_the_way_out()
    {
        await using var server = await TestServer.StartAsync(new ServerOptions { Protocol = 2 });

        var error = await Assert.ThrowsAsync<BatchException>(() => server.TryDialAsync());

        Assert.Equal(BatchErrorCode.Conflict, error.Code);
        Assert.Contains("speaks protocol version 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("speaks version 1", error.Message, StringComparison.Ordinal);
        Assert.Contains(OperatingSystem.IsWindows() ? "taskkill" : $"kill {Environment.ProcessId}", error.Message, StringComparison.Ordinal);
        Assert.Contains(server.Folder.State.Path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_clients_are_told_so()
    {
        await using var server = await TestServer.StartAsync(new ServerOptions { MaxClients = 2 });
        await using var first = await server.ConnectAsync();
        await using var second = await server.ConnectAsync();

        var error = await Assert.ThrowsAsync<BatchException>(() => server.TryDialAsync());

        Assert.Equal(BatchErrorCode.Throttled, error.Code);
        Assert.True(error.IsTransient);
        await second.DisposeAsync();
        await Deadline.UntilAsync(() => Connects(server).GetAwaiter().GetResult());
    }

    [Fact]
    public async Task The_note_in_a_copy_of_the_folder_does_not_lead_to_the_engine_of_the_original()
    {
        await using var server = await TestServer.StartAsync();
        var copy = StateDirectory.Create(server.Folder.Beside("copy"));
        var info = EngineInfoFile.Find(server.Folder.State)!;
        EngineInfoFile.Write(copy, info);
        Assert.Null(await Dialer(copy).TryConnectAsync(None).Soon());

        EngineInfoFile.Write(copy, info with { Address = EngineAddress.Resolve(server.Folder.State, info.Address) });
        Assert.Null(await Dialer(copy).TryConnectAsync(None).Soon());
    }

    [Theory]
    [InlineData("")]
    [InlineData("GET / HTTP/1.1\r\nHost: engine\r\n\r\n")]
    [InlineData("\0\0\0\u0011\0\u000f{\"kind\":\"Hello\"}")]
    [InlineData("\0\0\0\u0013\0\u0011{\"kind\":\"Request\"}")]
    public async Task Somebody_who_does_not_speak_the_protocol_is_cut_off_and_disturbs_nobody(string text)
    {
        var time = new ManualTimeProvider();
        await using var server = await TestServer.StartAsync(time: time);
        await using var client = await server.ConnectAsync();
        await using var raw = await ConnectRawAsync(server);

        await raw.WriteAsync(Encoding.ASCII.GetBytes(text));
        await Deadline.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return Ended(raw);
        });

        Assert.NotNull(await client.Engine.GetStatusAsync(None));
    }

    [Fact]
    public async Task A_client_that_does_not_take_its_answers_is_cut_off()
    {
        await using var server = await TestServer.StartAsync(new ServerOptions { StallTimeout = TimeSpan.FromMilliseconds(200) });
        server.Engine.OnReadLog = request => new ReadLogReply
        {
            Job = request.Job,
            Output = new byte[4_000_000],
            NextToken = "n",
            IsComplete = false,
        };
        await using var raw = await ConnectRawAsync(server);
        using var writer = new FrameWriter(raw);
        var reader = new FrameReader(raw);
        await writer.WriteAsync(
            new FrameHeader { Kind = FrameKind.Hello },
            Encoding.UTF8.GetBytes($$"""{"protocol":1,"product":"0","processId":1,"stateDirectory":"{{server.Folder.State.Path}}"}"""),
            None);
        Assert.Equal(FrameKind.Welcome, (await reader.ReadAsync(None).AsTask().Soon())!.Value.Header.Kind);
        for (var id = 1; id <= 3; id++)
        {
            await writer.WriteAsync(
                new FrameHeader { Kind = FrameKind.Request, Id = id, Op = "readLog" }, "{\"job\":\"local:j\",\"maxBytes\":1}"u8.ToArray(), None);
        }

        await Deadline.UntilAsync(() => server.Server.Quiet is not null);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_an_error()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await server.ConnectAsync();
        server.Engine.OnReadLog = request => new ReadLogReply
        {
            Job = request.Job,
            Output = new byte[60 * 1024 * 1024],
            NextToken = "n",
            IsComplete = false,
        };

        var error = await Assert.ThrowsAsync<BatchException>(
            () => client.Engine.ReadLogAsync(new ReadLogRequest { Job = new JobReference("local", "j"), MaxBytes = 1 }, None));

        Assert.Contains("readLog", error.Message, StringComparison.Ordinal);
        Assert.NotNull(await client.Engine.GetStatusAsync(None));
    }

    [Fact]
    public async Task A_request_that_is_too_large_is_refused_before_it_is_sent()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await server.ConnectAsync();

        var error = await Assert.ThrowsAsync<BatchException>(
            () => client.Engine.SubmitAsync(FakeEngine.SubmitOf(new string('s', 70 * 1024 * 1024)), None));

        Assert.Equal(BatchErrorCode.InvalidSpec, error.Code);
        Assert.Equal(BatchEffect.None, error.Effect);
        Assert.Empty(server.Engine.Submitted);
        Assert.NotNull(await client.Engine.GetStatusAsync(None));
    }

    [Fact]
    public async Task An_ending_server_answers_changes_and_gives_reads_back()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await server.ConnectAsync();
        var begun = new CountdownEvent(2);
        var gate = new TaskCompletionSource();
        server.Engine.OnSubmit = async (_, _) =>
        {
            begun.Signal();
            await gate.Task;
        };
        server.Engine.OnGetJobs = async (_, token) =>
        {
            begun.Signal();
            await Task.Delay(Timeout.Infinite, token);
        };
        var submit = client.Engine.SubmitAsync(FakeEngine.SubmitOf("s"), None);
        var get = client.Engine.GetJobsAsync(new GetJobsRequest { References = [] }, None);
        await Deadline.UntilAsync(() => begun.IsSet);

        var closing = server.Server.CloseAsync();
        await Assert.ThrowsAsync<RequestNotTakenException>(() => get);
        await Deadline.UntilAsync(() => !client.Connection.IsUsable);
        await Assert.ThrowsAsync<RequestNotTakenException>(() => client.Engine.SubmitAsync(FakeEngine.SubmitOf("late"), None));
        Assert.False(closing.IsCompleted);
        gate.SetResult();

        Assert.NotNull(Assert.Single((await submit).Items).Job);
        await closing.Soon();
        Assert.Equal(["s"], server.Engine.Submitted.Select(item => item.SubmissionId));
        Assert.Null(await server.TryDialAsync());
    }

    [Fact]
    public async Task An_ending_server_does_not_wait_for_ever()
    {
        await using var server = await TestServer.StartAsync(new ServerOptions { DrainTimeout = TimeSpan.FromMilliseconds(50) });
        await using var client = await server.ConnectAsync();
        var begun = new TaskCompletionSource();
        server.Engine.OnSubmit = async (_, token) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, token);
        };
        var submit = client.Engine.SubmitAsync(FakeEngine.SubmitOf("s"), None);
        await begun.Task.Soon();

        await server.Server.DisposeAsync().AsTask().Soon();

        await Assert.ThrowsAsync<ConnectionLostException>(() => submit);
    }

    [Fact]
    public async Task The_door_closes_only_when_nobody_is_in()
    {
        await using var server = await TestServer.StartAsync();
        await using (var client = await server.ConnectAsync())
        {
            Assert.False(await server.Server.TryCloseAsync());
            Assert.NotNull(await client.Engine.GetStatusAsync(None));
        }

        await Deadline.UntilAsync(() => server.Server.Quiet is not null);
        Assert.True(await server.Server.TryCloseAsync());
        Assert.Null(await server.TryDialAsync());

        await server.Server.OpenAsync();
        await using var again = await server.ConnectAsync();
        Assert.NotNull(await again.Engine.GetStatusAsync(None));
    }

    [SkippableFact]
    public async Task An_engine_whose_socket_was_deleted_is_found_again()
    {
        Skip.If(OperatingSystem.IsWindows());
        var time = new ManualTimeProvider();
        await using var server = await TestServer.StartAsync(time: time);
        await using var client = await server.ConnectAsync();
        Directory.Delete(Path.Combine(server.Folder.Path, "run"), recursive: true);
        Assert.Null(await server.TryDialAsync());

        await Deadline.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(5));
            return Connects(server).GetAwaiter().GetResult();
        });
        File.Delete(EngineInfoFile.PathIn(server.Folder.State));
        await Deadline.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(5));
            return Connects(server).GetAwaiter().GetResult();
        });

        Assert.NotNull(await client.Engine.GetStatusAsync(None));
    }

    [Fact]
    public async Task Nothing_is_left_when_it_has_ended()
    {
        var server = await TestServer.StartAsync();
        var state = server.Folder.State;
        await using (await server.ConnectAsync())
        {
            await server.Server.DisposeAsync().AsTask().Soon();
        }

        Assert.Equal(["run"], Directory.EnumerateFileSystemEntries(state.Path).Select(entry => Path.GetFileName(entry)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(state.Path, "run")));
        server.Folder.Dispose();
    }

    private static async Task UntilCancelledAsync(CancellationToken token)
    {
        var cancelled = new TaskCompletionSource();
        await using var registration = token.Register(cancelled.SetResult);
        await cancelled.Task;
    }

    private static EngineDialer Dialer(StateDirectory state) => new(state, new DialerOptions(), TimeProvider.System);

    private static async Task<bool> Connects(TestServer server)
    {
        try
        {
            var connection = await server.TryDialAsync();
            await (connection?.DisposeAsync() ?? default);
            return connection is not null;
        }
        catch (BatchException)
        {
            return false;
        }
    }

    private static async Task<NamedPipeClientStream> ConnectRawAsync(TestServer server)
    {
        var info = EngineInfoFile.Find(server.Folder.State)!;
        var raw = new NamedPipeClientStream(
            ".", EngineAddress.Resolve(server.Folder.State, info.Address), PipeDirection.InOut, PipeOptions.Asynchronous);
        await raw.ConnectAsync(1000);
        return raw;
    }

    private static bool Ended(NamedPipeClientStream stream)
    {
        try
        {
            var read = stream.ReadAsync(new byte[1]).AsTask();
            return read.Wait(20) && read.Result == 0;
        }
        catch (AggregateException error) when (error.InnerException is IOException)
        {
            return true;
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
