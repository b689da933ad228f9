namespace MultiBatch.Architecture.Tests.Arrows;

/// <summary>
/// The arrows of the design, which point inward only: libraries and providers know the abstractions and nothing else
/// of the product; front ends compose everything. A new project gets a row here, and that row is a design decision.
/// </summary>
internal static class AllowedReferences
{
    private static readonly string[] Libraries =
    [
        "Abstractions", "Client", "JobFiles", "Costs", "Providers.Local", "Providers.Aws", "Providers.Azure", "Providers.Google",
    ];

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Projects { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["Abstractions"] = [],
        ["Client"] = ["Abstractions"],
        ["JobFiles"] = ["Abstractions"],
        ["Costs"] = ["Abstractions"],
        ["Providers.Local"] = ["Abstractions"],
        ["Providers.Aws"] = ["Abstractions"],
        ["Providers.Azure"] = ["Abstractions"],
        ["Providers.Google"] = ["Abstractions"],
        ["Emulators"] = ["Abstractions", "Providers.Local"],
        ["Conformance"] = ["Abstractions", "Client"],
        ["Cli"] = [.. Libraries, "Emulators"],
        ["PowerShell"] = [.. Libraries, "PowerShell.Loader"],
        ["PowerShell.Loader"] = [],
        ["PowerShell.Packaging"] = [],
    };

    /// <summary>Projects that a build of everything leaves out, and why.</summary>
    public static IReadOnlyDictionary<string, string> OutsideTheSolution { get; } = new Dictionary<string, string>
    {
        ["tests/Google.ProtoCheck/MultiBatch.Google.ProtoCheck.csproj"] = "compiled from definitions that are there once the official clients are installed",
    };

    /// <summary>Folders of internal source without an assembly of their own, and the projects that compile it into themselves.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> LinkedSource { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["Shared"] = ["Providers.Aws", "Providers.Azure", "Providers.Google"],
        ["FrontEnds"] = ["Cli", "PowerShell"],
    };

    /// <summary>Packages that only some projects may use, by the beginning of the package's id.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Packages { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["AWSSDK."] = ["Providers.Aws"],
        ["Azure."] = ["Providers.Azure"],
        ["Google."] = ["Providers.Google"],
        ["Polly."] = ["Client"],
        ["YamlDotNet"] = ["JobFiles", "Cli"],
        ["CsvHelper"] = ["JobFiles", "Costs"],
        ["Spectre."] = ["Cli"],
        ["System.CommandLine"] = ["Cli"],
        ["PowerShellStandard."] = ["PowerShell", "PowerShell.Loader"],
        ["xunit"] = ["Conformance"],
    };

    /// <summary>The abstractions depend on abstractions of the platform alone.</summary>
    public static IReadOnlyList<string> PackagesOfAbstractions { get; } =
    [
        "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions",
        "Microsoft.Extensions.Options", "System.Diagnostics.DiagnosticSource", "System.Text.Json", "System.Threading.Channels",
    ];
}
