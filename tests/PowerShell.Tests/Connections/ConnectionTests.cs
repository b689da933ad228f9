using System.Collections;
using System.Management.Automation;
using MultiBatch.Connections;
using MultiBatch.PowerShell.Connections;
using MultiBatch.PowerShell.Jobs;
using MultiBatch.PowerShell.Submitting;
using MultiBatch.PowerShell.Tests.Support;
using MultiBatch.Providers;

namespace MultiBatch.PowerShell.Tests.Connections;

public sealed class ConnectionTests : IDisposable
{
    private readonly CmdletWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Connecting_makes_the_connection_in_use_of_this_runspace_alone()
    {
        var other = _world.NewSession();

        var made = _world.Run<ConnectBatchCommand>(("Provider", "Memory"), ("Name", "second"), ("Region", "here"), ("DefaultQueue", "default")).All<BatchConnection>().Single();

        Assert.Equal(("second", "memory", "here", true, true, false), (made.Name, made.Provider, made.Region, made.IsDefault, made.IsOpen, made.IsSaved));
        Assert.Equal("second", _world.Run<SubmitBatchJobCommand>(("Command", new object[] { "true" })).All<BatchJob>().Single().Connection);
        Assert.Equal("mem", ((BatchJob)other.Run<SubmitBatchJobCommand>(CmdletWorld.Arguments(("Command", new object[] { "true" }))).Single<BatchJob>()).Connection);
    }

    [Fact]
    public void A_connection_made_in_one_runspace_is_there_in_the_others()
    {
        _world.Run<ConnectBatchCommand>(("Provider", "memory"), ("Name", "second"));

        var names = _world.NewSession().Run<GetBatchConnectionCommand>().All<BatchConnection>().Select(connection => connection.Name);

        Assert.Equal(["local", "mem", "second"], names);
    }

    [Fact]
    public async Task Saving_keeps_it_for_later_sessions_without_secrets()
    {
        var made = _world.Run<ConnectBatchCommand>(("Provider", "memory"), ("Name", "kept"), ("Profile", "work"), ("Save", true), ("NotDefault", true)).All<BatchConnection>().Single();

        Assert.True(made.IsSaved);
        Assert.False(made.IsDefault);
        Assert.Equal("work", (await new ConnectionStore(_world.Registry.Store.Path).ListAsync()).Single().Profile);

        _world.Run<DisconnectBatchCommand>(("Name", "kept"));
        Assert.Equal("kept", _world.Run<SubmitBatchJobCommand>(("Command", new object[] { "true" }), ("Connection", "KEPT")).All<BatchJob>().Single().Connection);
    }

    [Fact]
    public void What_looks_like_a_secret_is_not_saved_and_not_repeated()
    {
        var result = _world.Run<ConnectBatchCommand>(("Provider", "memory"), ("Name", "leaky"), ("Setting", new Hashtable { ["password"] = "canary-4711" }), ("Save", true));

        Assert.Equal("InvalidSpec", result.TerminatingId);
        Assert.DoesNotContain("canary-4711", result.Thrown!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(_world.Registry.Open, one => one.Name == "leaky");
    }

    [Fact]
    public void A_wrong_setting_ends_the_connect_and_leaves_the_one_in_use()
    {
        var result = _world.Run<ConnectBatchCommand>(("Provider", "memory"), ("Name", "bad"), ("Setting", new Hashtable { ["wrong"] = 1 }));

        Assert.Equal("InvalidSpec", result.TerminatingId);
        Assert.Equal("mem", _world.Registry.DefaultOf(_world.Session.Runspace));
    }

    [Fact]
    public void A_provider_nobody_has_is_refused_with_those_there_are()
    {
        var result = _world.Run<ConnectBatchCommand>(("Provider", "cray"));

        Assert.Equal("InvalidInput", result.TerminatingId);
        Assert.Contains("memory", result.Thrown!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_choice_local_is_in_use()
    {
        var session = _world.NewSession(connection: null);

        var inUse = session.Run<GetBatchConnectionCommand>().All<BatchConnection>().Single(connection => connection.IsDefault);

        Assert.Equal("local", inUse.Name);
    }

    [Fact]
    public void A_name_that_is_not_there_is_an_error_and_a_pattern_is_not()
    {
        var error = _world.Run<GetBatchConnectionCommand>(("Name", new[] { "nope", "m*", "z*" })).Error("ConnectionNotFound");

        Assert.Equal("nope", error.TargetObject);
    }

    [Fact]
    public void Disconnecting_waits_for_the_cmdlet_that_uses_the_connection()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _world.Service().BeforeCall = call =>
        {
            // In the middle of a call of one runspace, another disconnects.
            _world.NewSession().Run<DisconnectBatchCommand>(CmdletWorld.Arguments(("Name", "mem")));
            Assert.False(_world.Factory.Made[0].IsDisposed);
            gate.TrySetResult();
            return Task.CompletedTask;
        };

        Assert.Null(_world.Run<GetBatchJobCommand>().Thrown);
        Assert.True(gate.Task.IsCompleted);
    }

    [Fact]
    public void Many_runspaces_at_once_share_one_client()
    {
        var threads = Enumerable.Range(0, 8).Select(number =>
        {
            var session = _world.NewSession();
            var failures = new List<object>();
            var thread = new Thread(() =>
            {
                for (var round = 0; round < 10; round++)
                {
                    var result = session.Run<SubmitBatchJobCommand>(CmdletWorld.Arguments(("Command", new object[] { "true" }), ("Name", $"r{number}-{round}"), ("Wait", true)));
                    if (result.Thrown is not null || result.Output.Count != 1)
                    {
                        failures.Add(result);
                    }
                }
            });
            thread.Start();
            return (thread, failures);
        }).ToList();

        threads.ForEach(item => item.thread.Join());

        Assert.All(threads, item => Assert.Empty(item.failures));
        Assert.Single(_world.Factory.Made);
        Assert.Equal(80, _world.Run<GetBatchJobCommand>().All<BatchJob>().Count);
    }

    [Fact]
    public void Testing_says_what_is_wrong_once()
    {
        _world.Service().BeforeCall = _ => throw new BatchException(BatchErrorCode.Unauthenticated, "who are you");

        var result = _world.Run<TestBatchConnectionCommand>();

        Assert.False(result.Single<BatchConnectionTest>().Works);
        Assert.Equal(ErrorCategory.AuthenticationError, result.Error("Unauthenticated").Category);
        Assert.False(_world.Run<TestBatchConnectionCommand>(("Quiet", true)).All<bool>().Single());
    }

    [Fact]
    public async Task Removing_forgets_the_saved_one_and_asks_unless_forced()
    {
        _world.Run<ConnectBatchCommand>(("Provider", "memory"), ("Name", "kept"), ("Save", true));

        var refused = _world.Session.Run<RemoveBatchConnectionCommand>(CmdletWorld.Arguments(("Name", "kept")), during: running => running.Answer = _ => false);
        Assert.Equal(["Remove saved connection: kept"], refused.Questions);
        Assert.Single(await _world.Registry.Store.ListAsync());

        Assert.Empty(_world.Run<RemoveBatchConnectionCommand>(("Name", "kept"), ("Force", true)).Questions);
        Assert.Empty(await _world.Registry.Store.ListAsync());
        _world.Run<RemoveBatchConnectionCommand>(("Name", "kept"), ("Force", true)).Error("ConnectionNotFound");
    }
}
