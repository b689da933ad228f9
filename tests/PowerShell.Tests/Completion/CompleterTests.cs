using System.Collections;
using MultiBatch.PowerShell.Completion;
using MultiBatch.PowerShell.Tests.Support;

namespace MultiBatch.PowerShell.Tests.Completion;

public sealed class CompleterTests : IDisposable
{
    private readonly CmdletWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Connections_and_queues_are_offered_by_their_beginning()
    {
        Assert.Equal(["local", "mem"], Complete<ConnectionCompleter>(""));
        Assert.Equal(["mem"], Complete<ConnectionCompleter>("M"));
        Assert.Equal(["'mem'"], Complete<ConnectionCompleter>("'me"));
        Assert.Equal(["default"], Complete<QueueCompleter>("", new Hashtable { ["Connection"] = "mem" }));
    }

    [Fact]
    public void A_service_that_fails_offers_nothing_and_throws_nothing()
    {
        _world.Service("broken").BeforeCall = _ => throw new BatchException(BatchErrorCode.PermissionDenied, "no");
        _world.Registry.Add(new Providers.ConnectionSettings { Name = "broken", Provider = "memory" });

        Assert.Empty(Complete<QueueCompleter>("", new Hashtable { ["Connection"] = "broken" }));
        Assert.Empty(Complete<JobCompleter>("", new Hashtable { ["Connection"] = "nowhere" }));
    }

    [Fact]
    public void Regions_are_those_of_the_provider_that_was_typed()
    {
        Assert.Contains("europe-west4", Complete<RegionCompleter>("europe", new Hashtable { ["Provider"] = "google" }));
        Assert.Empty(Complete<RegionCompleter>("europe", new Hashtable { ["Provider"] = "aws" }));
    }

    private List<string> Complete<TCompleter>(string word, IDictionary? bound = null)
        where TCompleter : CompleterBase, new() =>
        [.. new TCompleter { Registry = _world.Registry }.CompleteArgument("x", "y", word, new System.Management.Automation.Language.CommandAst(), bound ?? new Hashtable()).Select(result => result.CompletionText)];
}
