using System.CommandLine;
using MultiBatch.Cli.Commands.Costs;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Output;

namespace MultiBatch.Cli.Commands;

/// <summary>The options every command takes.</summary>
internal static class CommonOptions
{
    public static Option<string?> Connection { get; } = new("--connection", "-c")
    {
        Description = "The connection to use. Default: the one made default, or 'local'.",
        HelpName = "NAME",
        Recursive = true,
    };

    public static Option<string?> Output { get; } = new("--output", "-o")
    {
        Description = "How to write results: table, json or yaml; reports also csv or html. Default: table.",
        HelpName = "FORMAT",
        Recursive = true,
    };

    public static OutputFormat FormatOf(ParseResult parse)
    {
        var text = parse.GetValue(Output);
        return text?.ToLowerInvariant() switch
        {
            null or "table" => OutputFormat.Table,
            "json" => OutputFormat.Json,
            "yaml" => OutputFormat.Yaml,
            "csv" when parse.CommandResult.Command is ReportCommand => OutputFormat.Csv,
            "html" when parse.CommandResult.Command is ReportCommand => OutputFormat.Html,
            _ => throw new InvalidInputException(
                $"--output: '{text}' is no format; write {(parse.CommandResult.Command is ReportCommand ? "table, json, yaml, csv or html" : "table, json or yaml")}"),
        };
    }
}
