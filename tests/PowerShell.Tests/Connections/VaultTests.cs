using System.Collections;
using System.Management.Automation;
using MultiBatch.PowerShell.Connections;
using MultiBatch.PowerShell.Jobs;
using MultiBatch.PowerShell.Submitting;
using MultiBatch.PowerShell.Tests.Engine;
using MultiBatch.PowerShell.Tests.Support;
using MultiBatch.Providers;
using MultiBatch.TestSupport.InMemory;

namespace MultiBatch.PowerShell.Tests.Connections;

public sealed class VaultTests : IDisposable
{
    private const string Canary = "cAnArY-7f3a";

    private readonly CmdletWorld _world = new();
    private readonly List<string?> _asked = [];

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_secret_is_read_on_use_and_shown_nowhere()
    {
        ThereIsAVault();
        var made = Connect("vault:team/key").All<BatchConnection>().Single();
        var job = _world.Run<SubmitBatchJobCommand>(("Command", new object[] { "true" })).All<BatchJob>().Single();

        Assert.Equal(["key", "team"], _asked);
        Assert.Equal(Canary, _world.Factory.Given.Single(given => given.Name == "safe").Settings["password"]);
        Assert.Equal("password=vault:team/key", made.Settings.ToString());
        Assert.DoesNotContain(Canary, made.ToJson() + job.ToJson() + File.ReadAllText(Path.Combine(_world.Folder, "connections.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_saved_connection_reads_its_secret_when_it_is_first_used()
    {
        ThereIsAVault();
        await _world.Registry.Store.SaveAsync(new ConnectionSettings
        {
            Name = "later", Provider = InMemoryBatchProvider.ProviderName, Settings = new Dictionary<string, string> { ["password"] = "vault:key" },
        });

        _world.Run<GetBatchConnectionCommand>(("Name", "later")).All<BatchConnection>();
        Assert.Empty(_asked);

        _world.Run<SubmitBatchJobCommand>(("Command", new object[] { "true" }), ("Connection", "later")).All<BatchJob>();
        _world.Run<SubmitBatchJobCommand>(("Command", new object[] { "true" }), ("Connection", "later")).All<BatchJob>();
        Assert.Equal(["key", null], _asked);
    }

    [Fact]
    public void Without_the_command_that_reads_vaults_the_error_says_what_brings_it()
    {
        var result = Connect("vault:team/key");

        Assert.Equal("Unauthenticated", result.TerminatingId);
        Assert.Contains("Microsoft.PowerShell.SecretManagement", result.Thrown!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vault_that_refuses_is_an_error_that_says_why()
    {
        _world.Session.InvokeCommand.Scripts = (script, _) => script.StartsWith("Get-Command", StringComparison.Ordinal) ? ["Get-Secret"] : throw new RuntimeException("The vault is locked.");

        var result = Connect("vault:team/key");

        Assert.Equal("Unauthenticated", result.TerminatingId);
        Assert.Contains("vault:team/key cannot be read: The vault is locked.", result.Thrown!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Canary)]
    [InlineData("vault:")]
    [InlineData("vault:a/b/c")]
    public void A_secret_that_is_no_reference_is_refused_and_not_repeated(string value)
    {
        ThereIsAVault();
        var result = Connect(value);

        Assert.Equal("InvalidSpec", result.TerminatingId);
        Assert.Contains("vault:VAULT/NAME", result.Thrown!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, result.Thrown.Message, StringComparison.Ordinal);
    }

    private void ThereIsAVault() => _world.Session.InvokeCommand.Scripts = (script, arguments) =>
    {
        if (script.StartsWith("Get-Command", StringComparison.Ordinal))
        {
            return ["Get-Secret"];
        }

        _asked.AddRange(arguments.Select(argument => (string?)argument));
        return [Canary];
    };

    private CmdletResult Connect(string secret) => _world.Run<ConnectBatchCommand>(
        ("Provider", InMemoryBatchProvider.ProviderName), ("Name", "safe"), ("Setting", new Hashtable { ["password"] = secret }), ("Save", true));
}
