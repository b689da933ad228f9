using System.Text.Json;
using MultiBatch.Catalogue;
using MultiBatch.Definitions;
using MultiBatch.Jobs;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Catalogue;

public sealed class CatalogueDefinitionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly CatalogueDefinitions _definitions;

    public CatalogueDefinitionsTests() => _definitions = NewDefinitions();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_registered_definition_is_found_by_name_and_by_revision()
    {
        var first = await RegisterAsync("echo", "1");
        var second = await RegisterAsync("echo", "2");

        Assert.Equal((1, 2), (first.Revision, second.Revision));
        Assert.Equal(["echo", "2"], (await FindAsync("build"))!.Job.Command);
        Assert.Equal(["echo", "1"], (await FindAsync("build:1"))!.Job.Command);
        Assert.Equal(_clock.GetUtcNow(), (await FindAsync("build:1"))!.RegisteredAt);
        Assert.Null(await FindAsync("build:3"));
        Assert.Null(await FindAsync("Build"));
        Assert.True(File.Exists(_folder.Combine("local", "default", "definitions", "build", "000001.json")));
    }

    [Fact]
    public async Task The_same_content_again_gives_the_same_revision()
    {
        var first = await _definitions.RegisterDefinitionAsync(Spec(new() { ["A"] = "1", ["B"] = "2" }, """{ "x": 1, "y": [1, 2] }"""), default);
        var again = await _definitions.RegisterDefinitionAsync(Spec(new() { ["B"] = "2", ["A"] = "1" }, """{"y":[1,2],"x":1}"""), default);

        Assert.Equal(1, again.Revision);
        Assert.Equal(first.ContentHash, again.ContentHash);
    }

    [Fact]
    public async Task Other_content_gives_another_revision()
    {
        string?[] hashes =
        [
            (await _definitions.RegisterDefinitionAsync(Spec(new() { ["A"] = "1" }, """{ "y": [1, 2] }"""), default)).ContentHash,
            (await _definitions.RegisterDefinitionAsync(Spec(new() { ["A"] = "1" }, """{ "y": [2, 1] }"""), default)).ContentHash,
            (await _definitions.RegisterDefinitionAsync(Spec(new() { ["a"] = "1" }, """{ "y": [2, 1] }"""), default)).ContentHash,
            (await _definitions.RegisterDefinitionAsync(Spec(new() { ["a"] = "1" }, """{ "y": [2, 1] }""") with { Labels = new Dictionary<string, string> { ["l"] = "v" } }, default)).ContentHash,
        ];

        Assert.Equal(4, hashes.Distinct().Count());
        Assert.Equal(4, (await FindAsync("build"))!.Revision);
    }

    [Fact]
    public async Task Only_the_latest_active_revision_is_compared()
    {
        await RegisterAsync("echo", "1");
        await RegisterAsync("echo", "2");

        Assert.Equal(3, (await RegisterAsync("echo", "1")).Revision);
    }

    [Fact]
    public async Task A_deregistered_revision_is_kept_but_no_longer_the_latest()
    {
        await RegisterAsync("echo", "1");
        await RegisterAsync("echo", "2");

        await _definitions.DeregisterDefinitionAsync("build", 2, default);
        await _definitions.DeregisterDefinitionAsync("build", 2, default);

        Assert.Equal(1, (await FindAsync("build"))!.Revision);
        Assert.False((await FindAsync("build:2"))!.IsActive);
        Assert.Equal(3, (await RegisterAsync("echo", "2")).Revision);
        await _definitions.DeregisterDefinitionAsync("build", 1, default);
        await _definitions.DeregisterDefinitionAsync("build", 3, default);
        Assert.Null(await FindAsync("build"));
        Assert.Equal(4, (await RegisterAsync("echo", "2")).Revision);
    }

    [Fact]
    public async Task Deregistering_what_is_not_there_is_told()
    {
        var error = await Assert.ThrowsAsync<BatchException>(() => _definitions.DeregisterDefinitionAsync("build", 1, default));

        Assert.Equal((BatchErrorCode.NotFound, "build:1"), (error.Code, error.Resource));
    }

    [Fact]
    public async Task Registrations_at_the_same_time_never_share_a_number_nor_skip_one()
    {
        CatalogueDefinitions[] clients = [_definitions, NewDefinitions()];

        var registered = await Task.WhenAll(Enumerable.Range(0, 24).Select(number => Task.Run(() =>
            clients[number % 2].RegisterDefinitionAsync(Template("echo", $"{number}"), default))));

        Assert.Equal(Enumerable.Range(1, 24), registered.Select(definition => definition.Revision).Order());
        Assert.All(registered, definition => Assert.Equal(definition.Job.Command, FindAsync($"build:{definition.Revision}").Result!.Job.Command));
    }

    [Fact]
    public async Task The_same_registration_by_many_at_once_is_one_revision()
    {
        CatalogueDefinitions[] clients = [_definitions, NewDefinitions()];

        var registered = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() =>
            clients[number % 2].RegisterDefinitionAsync(Template("echo", "same"), default))));

        Assert.All(registered, definition => Assert.Equal(1, definition.Revision));
    }

    [Fact]
    public async Task Revisions_are_listed_of_one_definition_or_of_all()
    {
        await RegisterAsync("echo", "1");
        await RegisterAsync("echo", "2");
        await _definitions.RegisterDefinitionAsync(Template("echo", "3") with { Name = "build-2" }, default);

        Assert.Equal(["build:1", "build:2"], (await _definitions.ListDefinitionsAsync("build", null, default)).Items.Select(one => one.Reference.ToString()));
        Assert.Equal(
            ["build-2:1", "build:1", "build:2"],
            (await _definitions.ListDefinitionsAsync(null, null, default)).Items.Select(one => one.Reference.ToString()));
        Assert.Empty((await _definitions.ListDefinitionsAsync("../x", null, default)).Items);
    }

    private static JobDefinitionSpec Template(params string[] command) => new() { Name = "build", Job = new JobSpec { Command = command } };

    private static JobDefinitionSpec Spec(Dictionary<string, string> env, string native) => new()
    {
        Name = "build",
        Job = new JobSpec
        {
            Command = ["true"],
            Env = env,
            Native = new Dictionary<string, JsonElement> { ["local"] = JsonDocument.Parse(native).RootElement },
        },
    };

    private CatalogueDefinitions NewDefinitions() => new(new FileCatalogStore(_folder.Path), new CatalogueScope("local", null), _clock);

    private Task<JobDefinition> RegisterAsync(params string[] command) => _definitions.RegisterDefinitionAsync(Template(command), default);

    private Task<JobDefinition?> FindAsync(string reference) => _definitions.FindDefinitionAsync(JobDefinitionReference.Parse(reference), default);
}
