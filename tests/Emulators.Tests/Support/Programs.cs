using System.Diagnostics;
using System.Reflection;
using MultiBatch.Emulators.Aws;
using MultiBatch.Emulators.Azure;

namespace MultiBatch.Emulators.Tests.Support;

/// <summary>Programs of others that drive an emulator.</summary>
internal static class Programs
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static string RepositoryRoot { get; } =
        typeof(Programs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>The folder of Amazon's clients for JavaScript.</summary>
    public static string AwsClients => Path.Combine(RepositoryRoot, "tests", "clients", "aws");

    /// <summary>The folder of Google's clients for JavaScript.</summary>
    public static string GoogleClients => Path.Combine(RepositoryRoot, "tests", "clients", "google");

    /// <summary>The folder of the vendor's client for JavaScript.</summary>
    public static string AzureClients => Path.Combine(RepositoryRoot, "tests", "clients", "azure");

    /// <summary>The path of a program; null when it is not installed.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .SelectMany(folder => new[] { Path.Combine(folder, name), Path.Combine(folder, name + ".exe") })
        .FirstOrDefault(File.Exists);

    /// <summary>The variables that lead the vendor's clients to an emulator, and nowhere else.</summary>
    public static Dictionary<string, string> VariablesFor(AwsEmulator emulator) => new(StringComparer.Ordinal)
    {
        ["AWS_ENDPOINT_URL"] = emulator.Endpoint.ToString(),
        ["AWS_ACCESS_KEY_ID"] = emulator.Credentials.AccessKeyId,
        ["AWS_SECRET_ACCESS_KEY"] = emulator.Credentials.SecretAccessKey,
        ["AWS_REGION"] = "us-east-1",
        ["AWS_DEFAULT_REGION"] = "us-east-1",
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["AWS_CONFIG_FILE"] = "/nowhere",
        ["AWS_SHARED_CREDENTIALS_FILE"] = "/nowhere",
        ["AWS_PAGER"] = string.Empty,
    };

    /// <summary>The variables that lead the vendor's client, and the vendor's command, to an emulator.</summary>
    public static Dictionary<string, string> VariablesFor(AzureEmulator emulator) => new(StringComparer.Ordinal)
    {
        ["AZURE_BATCH_ENDPOINT"] = emulator.Endpoint.ToString().TrimEnd('/'),
        ["AZURE_BATCH_ACCOUNT"] = emulator.AccountName,
        ["AZURE_BATCH_KEY"] = emulator.AccountKey,
        ["AZURE_BATCH_ACCESS_KEY"] = emulator.AccountKey,
    };

    public static async Task<ProgramRun> RunAsync(string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        return new ProgramRun(process.HasExited ? process.ExitCode : -1, await output, await error);
    }
}
