using System.CommandLine;
using MultiBatch.Cli.Composition;

namespace MultiBatch.Cli.Commands.Costs;

/// <summary><c>multibatch costs …</c></summary>
internal static class CostsCommands
{
    public static Command Create(CliHost host) => new Command("costs", "Compare what jobs would cost, and account for what they did cost.").With(
        CompareCommand.Create(host),
        EstimateCommand.Create(host),
        ReportingCommand.Create(host),
        MachinesCommand.Create(host),
        RefreshCommand.Create(host),
        SnapshotCommand.Create(host));
}
