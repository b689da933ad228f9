using System.Collections;
using System.Management.Automation;
using MultiBatch.PowerShell.Definitions;
using MultiBatch.PowerShell.Environments;
using MultiBatch.PowerShell.Jobs;
using MultiBatch.PowerShell.Queues;
using MultiBatch.PowerShell.Submitting;
using MultiBatch.PowerShell.Tests.Support;
using MultiBatch.Serialization;

namespace MultiBatch.PowerShell.Tests.Resources;

public sealed class ResourceCmdletTests : IDisposable
{
    private readonly CmdletWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void An_environment_lives_from_new_to_remove()
    {
        var made = _world.Run<NewBatchEnvironmentCommand>(("Name", "small"), ("MaxVCpu", 4.0), ("MaxMemory", "8GB"), ("Label", new Hashtable { ["tier"] = 1 })).All<BatchEnvironment>().Single();
        Assert.Equal((4.0, "8GiB", "tier=1"), (made.MaxVCpu!.Value, made.MaxMemory!.ToString(), made.Labels.ToString()));

        var changed = _world.Run<SetBatchEnvironmentCommand>(("Name", "small"), ("MaxVCpu", 8.0)).All<BatchEnvironment>().Single();
        Assert.Equal((8.0, "8GiB"), (changed.MaxVCpu!.Value, changed.MaxMemory!.ToString()));

        Assert.Equal(["default", "small"], _world.Run<GetBatchEnvironmentCommand>().All<BatchEnvironment>().Select(environment => environment.Name).Order());
        Assert.Equal("small", _world.Run<GetBatchEnvironmentCommand>(("Name", "SM*")).All<BatchEnvironment>().Single().Name);

        Assert.Equal(["Remove environment: small"], _world.Run<RemoveBatchEnvironmentCommand>(("Name", "small")).Questions);
        _world.Run<GetBatchEnvironmentCommand>(("Name", "small")).Error("EnvironmentNotFound");
    }

    [Fact]
    public void A_queue_lives_from_new_to_remove_and_set_changes_only_what_is_given()
    {
        _world.Run<NewBatchQueueCommand>(("Name", "side"), ("Environment", "default"), ("Priority", 3), ("MaxWait", "2h")).All<BatchQueue>();

        var changed = _world.Run<SetBatchQueueCommand>(("Name", "side"), ("Priority", 7)).All<BatchQueue>().Single();

        Assert.Equal((7, TimeSpan.FromHours(2), "default"), (changed.Priority!.Value, changed.MaxWait!.Value, changed.Environments.ToString()));
        Assert.False(_world.Run<SetBatchQueueCommand>(("Name", "side"), ("Enabled", false)).All<BatchQueue>().Single().Enabled);
        Assert.Empty(_world.Run<RemoveBatchQueueCommand>(("Name", "side"), ("Force", true)).Questions);
        _world.Run<GetBatchQueueCommand>(("Name", "side")).Error("QueueNotFound");
    }

    [Fact]
    public void Objects_of_one_cmdlet_bind_to_the_next()
    {
        _world.Run<NewBatchQueueCommand>(("Name", "side"), ("Environment", "default"));

        var changed = _world.Pipe<SetBatchQueueCommand>(_world.Run<GetBatchQueueCommand>(("Name", "side")).Output, ("Priority", 2)).All<BatchQueue>().Single();

        Assert.Equal(("side", 2), (changed.Name, changed.Priority!.Value));
    }

    [Fact]
    public void A_name_that_is_taken_is_an_error_of_that_name()
    {
        var result = _world.Run<NewBatchQueueCommand>(("Name", new[] { "default", "fresh" }), ("Environment", "default"));

        Assert.Equal("fresh", result.Single<BatchQueue>().Name);
        Assert.Equal("default", result.Error("QueueAlreadyExists").TargetObject);
    }

    [Theory]
    [InlineData(typeof(NewBatchQueueCommand))]
    [InlineData(typeof(NewBatchEnvironmentCommand))]
    [InlineData(typeof(SetBatchQueueCommand))]
    [InlineData(typeof(SetBatchEnvironmentCommand))]
    [InlineData(typeof(RemoveBatchQueueCommand))]
    [InlineData(typeof(RemoveBatchEnvironmentCommand))]
    public void Whatif_asks_about_the_name_and_calls_nothing(Type cmdlet)
    {
        var result = _world.Session.Run(cmdlet, CmdletWorld.Arguments(("Name", "default"), ("WhatIf", true)));

        Assert.Null(result.Thrown);
        Assert.EndsWith(": default", Assert.Single(result.Questions), StringComparison.Ordinal);
        Assert.Empty(_world.Service().Calls);
    }

    [Fact]
    public void A_definition_lives_from_register_to_unregister()
    {
        var first = Register("Ref::word");
        Assert.Equal(("align:1", "echo, Ref::word"), (first.Definition, first.Command.ToString()));
        Assert.Equal("align:1", Register("Ref::word").Definition);
        Assert.Equal("align:2", Register("again").Definition);

        var job = _world.Run<SubmitBatchJobCommand>(("Definition", "align:1"), ("Parameter", new Hashtable { ["word"] = "hi" }), ("Follow", true));
        Assert.Equal("hi", job.Information.Single().ToString());
        Assert.Equal("align:1", job.Single<BatchJob>().Definition);

        Assert.Equal("align:2", _world.Run<GetBatchJobDefinitionCommand>(("Name", "align")).All<BatchJobDefinition>().Single().Definition);
        Assert.Equal(["Unregister job definition: align:2"], _world.Run<UnregisterBatchJobDefinitionCommand>(("Definition", "align:2")).Questions);
        Assert.Equal("align:1", _world.Run<GetBatchJobDefinitionCommand>(("Name", "align")).All<BatchJobDefinition>().Single().Definition);
        Assert.Contains("/definition", _world.Run<SubmitBatchJobCommand>(("Definition", "align:2")).Error("InvalidSpec").Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unregistering_needs_a_revision()
    {
        var result = _world.Pipe<UnregisterBatchJobDefinitionCommand>(["align"], ("Force", true));

        Assert.Contains("name:revision", result.Error("InvalidInput").Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_without_a_name_is_refused()
    {
        var result = _world.Run<RegisterBatchJobDefinitionCommand>(("Command", new object[] { "true" }));

        Assert.Equal("InvalidInput", result.TerminatingId);
    }

    [Fact]
    public void Json_of_objects_is_that_of_the_command_line()
    {
        Assert.Contains("\"maxVcpus\"", _world.Run<GetBatchEnvironmentCommand>().All<BatchEnvironment>().Single().ToJson(), StringComparison.Ordinal);
        Assert.Contains("\"isDefault\": true", _world.Run<GetBatchQueueCommand>().All<BatchQueue>().Single().ToJson(), StringComparison.Ordinal);
    }

    private BatchJobDefinition Register(string word) =>
        _world.Run<RegisterBatchJobDefinitionCommand>(("Name", "align"), ("Command", new object[] { "echo", word })).All<BatchJobDefinition>().Single();
}
