using System.CommandLine;
using MultiBatch.Cli.Commands.Connections;
using MultiBatch.Cli.Commands.Costs;
using MultiBatch.Cli.Commands.Demo;
using MultiBatch.Cli.Commands.Emulating;
using MultiBatch.Cli.Commands.Jobs;
using MultiBatch.Cli.Commands.Resources;
using MultiBatch.Cli.Commands.Submitting;
using MultiBatch.Cli.Composition;

namespace MultiBatch.Cli.Commands;

/// <summary>All commands.</summary>
internal static class RootCommandTree
{
    public static RootCommand Create(CliHost host)
    {
        var root = new RootCommand("Batch jobs, the same on AWS Batch, Azure Batch, Google Batch and this machine.")
        {
            DemoCommand.Create(host),
            SubmitCommand.Create(host),
            PlanCommand.Create(host),
            JobCommands.Create(host),
            EnvironmentCommands.Create(host),
            QueueCommands.Create(host),
            DefinitionCommands.Create(host),
            CostsCommands.Create(host),
            CapabilitiesCommand.Create(host),
            ConnectionCommands.Create(host),
            EmulateCommands.Create(host),
        };
        root.Options.Add(CommonOptions.Connection);
        root.Options.Add(CommonOptions.Output);
        HelpText.Apply(root);
        return root;
    }
}
