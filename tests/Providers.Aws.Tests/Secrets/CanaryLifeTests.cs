using System.Text;
using Amazon.Runtime;
using MultiBatch.Catalogue;
using MultiBatch.Connections;
using MultiBatch.Emulators.Aws;
using MultiBatch.Emulators.Faults;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Aws.Tests.Auth;
using MultiBatch.Providers.Aws.Tests.ChildProcesses;
using MultiBatch.Resilience;
using MultiBatch.Submissions;
using Xunit.Abstractions;

namespace MultiBatch.Providers.Aws.Tests.Secrets;

/// <summary>Secrets and credentials that stand out, a whole life of the provider, and a look into every corner where they could have been left.</summary>
public sealed class CanaryLifeTests : IDisposable
{
    private const string Region = "eu-west-1";
    private const string Reference = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:token";
    private const string Secret = "canary-of-the-secret-store-91";
    private const string Key = "canary/of+the/signing+key-92";
    private const string Token = "canary-of-the-session-93";
    private const string Value = "canary-of-a-variable-94";

    private readonly ITestOutputHelper _output;
    private readonly string _home = Directory.CreateTempSubdirectory("mba-").FullName;

    public CanaryLifeTests(ITestOutputHelper output) => _output = output;

    private static string[] Canaries => [Secret, Key, Token];

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task A_whole_life_leaves_no_secret_and_no_credential_anywhere()
    {
        var state = Path.Combine(_home, "emulator");
        using var heard = new Overhearing();
        string control;
        CanaryLife life;
        await using (var emulator = await StartAsync("AKIACANARY", heard, state))
        {
            var options = Options() with { Endpoint = emulator.Endpoint, Credentials = new SessionAWSCredentials("AKIACANARY", Key, Token) };
            var provider = new AwsBatchProvider(options, new ProviderContext { LoggerFactory = heard });
            await using var client = Client(provider, heard);
            await new ConnectionStore(Path.Combine(_home, "connections.json")).AddAsync(new ConnectionSettings { Name = "prod", Provider = "aws", Region = Region, Endpoint = emulator.Endpoint, DefaultQueue = "main" });
            life = new CanaryLife(client, Reference, Secret.Length, Value);
            await life.RunAsync();

            // Every way in which a call can fail, and keys that the service does not take.
            foreach (var kind in new[] { FaultKind.Throttle, FaultKind.ServerError, FaultKind.Html, FaultKind.Empty, FaultKind.CutOff, FaultKind.ResetBefore, FaultKind.ResetAfter })
            {
                emulator.Faults.Add(new FaultRule { Kind = kind, Operation = "SubmitJob", Count = 1 });
                var result = await SubmitOnceAsync(provider, life.Spec("true"));
                life.Texts.AppendLine(result.Error!.ToString());
            }

            await using var stranger = Client(new AwsBatchProvider(options with { Credentials = new SessionAWSCredentials("AKIASTRANGER", Key, Token) }, new ProviderContext { LoggerFactory = heard }), heard);
            await life.ErrorAsync(() => stranger.GetJobAsync(new JobReference("aws", "nobody")));
            await using var wrong = Client(new AwsBatchProvider(options with { Credentials = new SessionAWSCredentials("AKIACANARY", Key + "-not", Token) }, new ProviderContext { LoggerFactory = heard }), heard);
            await life.ErrorAsync(() => wrong.GetJobAsync(new JobReference("aws", "nobody")));

            control = await ControlAsync(emulator);
            AssertClean("the emulator's folder, beside its store of secrets", ReadAll(state, Path.Combine(state, "secrets")), Canaries);
        }

        _output.WriteLine($"{heard.Lines} lines of logs, {heard.Spans} spans, {life.Jobs.Length + life.Texts.Length} characters shown, {Directory.GetFiles(_home, "*", SearchOption.AllDirectories).Length} files");
        Assert.True(heard.Lines > 100 && heard.Spans > 50, $"{heard.Lines} lines, {heard.Spans} spans: too little was heard to say anything");
        AssertClean("logs and spans", heard.Text, [.. Canaries, Value]);
        AssertClean("errors, reasons, findings and output", life.Texts.ToString(), [.. Canaries, Value]);
        AssertClean("what the emulator tells of itself", control, [.. Canaries, Value]);
        AssertClean("plans, requests and descriptions", life.Jobs.ToString(), Canaries);
        AssertClean("files that are left", ReadAll(_home), Canaries);

        // The looks were real: what may show the variable does, and so do the files.
        Assert.Contains(Value, life.Jobs.ToString(), StringComparison.Ordinal);
        Assert.Contains(Value, ReadAll(Path.Combine(_home, "catalogue")), StringComparison.Ordinal);
        Assert.Contains(Reference, life.Jobs.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("environment")]
    [InlineData("profile")]
    [InlineData("web identity")]
    [InlineData("container")]
    [InlineData("machine")]
    public async Task Credentials_of_every_kind_are_left_nowhere(string kind)
    {
        using var aws = new LoopbackAws { SecretKey = Key, Token = Token };
        var (name, variables) = Arrange(kind, aws);
        using var heard = new Overhearing();
        await using var emulator = await StartAsync(name, heard, Path.Combine(_home, "emulator"));

        var (exitCode, output) = await LifeRole.RunInChildAsync(
            Path.Combine(_home, "user"),
            [.. variables, ("AWS_REGION", Region), ("AWS_ENDPOINT_URL_BATCH", emulator.Endpoint.ToString()), ("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", emulator.Endpoint.ToString())],
            [Reference, Secret.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), Value, Path.Combine(_home, "catalogue")]);

        Assert.True(exitCode == 0, output);
        Assert.Contains("lived", output, StringComparison.Ordinal);
        AssertClean("the child's output, with logs, spans and errors", output, [.. Canaries, "canary-of-the-agent"]);
        AssertClean("the emulator's logs", heard.Text, [.. Canaries, Value]);
        AssertClean("the catalogue", ReadAll(Path.Combine(_home, "catalogue")), Canaries);
    }

    /// <summary>The name of the key that a kind of credentials brings, and what makes a process find it.</summary>
    private (string Name, (string Name, string Value)[] Variables) Arrange(string kind, LoopbackAws aws)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_home, "user", ".aws")).FullName;
        switch (kind)
        {
            case "environment":
                return ("ENVKEY", [("AWS_ACCESS_KEY_ID", "ENVKEY"), ("AWS_SECRET_ACCESS_KEY", Key), ("AWS_SESSION_TOKEN", Token)]);
            case "profile":
                File.WriteAllText(Path.Combine(folder, "credentials"), $"[default]\naws_access_key_id = PROFILEKEY\naws_secret_access_key = {Key}\naws_session_token = {Token}\n");
                return ("PROFILEKEY", []);
            case "web identity":
                File.WriteAllText(Path.Combine(folder, "identity"), "made-up-identity");
                return ("WEBKEY", [("AWS_ENDPOINT_URL_STS", aws.Address), ("AWS_WEB_IDENTITY_TOKEN_FILE", Path.Combine(folder, "identity")), ("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/r"), ("AWS_ROLE_SESSION_NAME", "test-session")]);
            case "container":
                aws.AgentToken = "canary-of-the-agent";
                return ("CONTAINERKEY", [("AWS_CONTAINER_CREDENTIALS_FULL_URI", aws.Address + "/container"), ("AWS_CONTAINER_AUTHORIZATION_TOKEN", aws.AgentToken)]);
            default:
                return ("MACHINEKEY", [("AWS_EC2_METADATA_DISABLED", "false"), ("AWS_EC2_METADATA_SERVICE_ENDPOINT", aws.Address)]);
        }
    }

    private static Task<AwsEmulator> StartAsync(string name, Overhearing heard, string state) => AwsEmulator.StartAsync(new AwsEmulatorOptions
    {
        Region = Region,
        Credentials = new AwsCredentials { AccessKeyId = name, SecretAccessKey = Key, SessionToken = Token },
        Secrets = new Dictionary<string, string> { [Reference] = Secret },
        Delays = AwsDelays.None,
        StateDirectory = Directory.CreateDirectory(state).FullName,
        LoggerFactory = heard,
    });

    internal static AwsBatchOptions Options() => new()
    {
        ExecutionRole = "arn:aws:iam::123456789012:role/execution",
        Region = Region,
        Subnets = ["subnet-1"],
        SecurityGroups = ["sg-1"],
        InstanceRole = "ecsInstanceRole",
        SettleTime = TimeSpan.FromSeconds(1),
        LogSettleTime = TimeSpan.Zero,
        MinPollInterval = TimeSpan.FromMilliseconds(20),
        MaxPollInterval = TimeSpan.FromMilliseconds(200),
    };

    internal static BatchClient Client(AwsBatchProvider provider, Overhearing heard, string? folder = null, RetryOptions? retry = null) => new(provider, new BatchClientOptions
    {
        LoggerFactory = heard, Catalogue = folder is null ? null : new FileCatalogStore(folder), Retry = retry ?? new RetryOptions { MaxAttempts = 1 },
    });

    private BatchClient Client(AwsBatchProvider provider, Overhearing heard) => Client(provider, heard, Path.Combine(_home, "catalogue"));

    /// <summary>One send, by the provider itself: nobody repeats it.</summary>
    private static async Task<SubmitResult> SubmitOnceAsync(AwsBatchProvider provider, JobSpec spec)
    {
        var id = SubmissionId.New(DateTimeOffset.UtcNow);
        var plan = await provider.PlanAsync(new PlanRequest { SubmissionId = id, Spec = spec, Mode = PlanMode.Connected }, CancellationToken.None);
        return (await provider.SubmitAsync([new ProviderSubmission { Plan = plan, Key = new SubmissionKey { Id = id, JobName = spec.Name!, Queue = spec.Queue! } }], CancellationToken.None))[0];
    }

    private static async Task<string> ControlAsync(AwsEmulator emulator)
    {
        using var http = new HttpClient { BaseAddress = emulator.Endpoint };
        var text = new StringBuilder(emulator.Credentials.ToString());
        foreach (var place in new[] { "faults", "counters", "quirks" })
        {
            text.AppendLine(await http.GetStringAsync(new Uri("/_emulator/" + place, UriKind.Relative)));
        }

        return text.ToString();
    }

    private static string ReadAll(string folder, string? except = null) => string.Join("\n", Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => except is null || !file.StartsWith(except, StringComparison.Ordinal)).Where(file => !file.Contains(Path.Combine("user", ".aws"), StringComparison.Ordinal)).Select(Read));

    private static string Read(string file)
    {
        if (Path.GetFileName(file) == "lock" || Path.GetExtension(file) == ".sock")
        {
            // Nobody else may open the lock while the engine runs, and a socket is no file; there is nothing in either.
            return file;
        }

        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return file + "\n" + reader.ReadToEnd();
    }

    private static void AssertClean(string where, string text, IEnumerable<string> canaries)
    {
        Assert.True(text.Length > 0, $"There is nothing in {where}.");
        foreach (var canary in canaries)
        {
            var at = text.IndexOf(canary, StringComparison.Ordinal);
            Assert.True(at < 0, at < 0 ? null : $"{canary} is in {where}: …{text.Substring(Math.Max(0, at - 200), Math.Min(text.Length - Math.Max(0, at - 200), 400))}…");
        }
    }
}
