using System.CommandLine;

namespace MultiBatch.Cli.Commands.Costs;

/// <summary>A command whose results can also be written as CSV or as a page of HTML.</summary>
internal sealed class ReportCommand(string name, string description) : Command(name, description);
