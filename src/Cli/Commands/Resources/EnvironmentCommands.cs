using System.CommandLine;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Output;
using MultiBatch.FrontEnds.Wording;
using MultiBatch.Planning;
using MultiBatch.Serialization;

namespace MultiBatch.Cli.Commands.Resources;

/// <summary><c>multibatch environment …</c></summary>
internal static class EnvironmentCommands
{
    public static Command Create(CliHost host) => new Command("environment", "Environments: the machines, or shares of them, that queues send jobs to.").With(
        List(host), Show(host), Put(host, update: false), Put(host, update: true), Delete(host));

    private static Command List(CliHost host) => new Command("list", "List environments.").Runs(host, async (context, cancellationToken) =>
    {
        var environments = (await context.ClientAsync(cancellationToken)).Environments.ListAsync(cancellationToken);
        if (!context.IsTable)
        {
            await JsonOutput.WriteListAsync(context.Host, context.Format, environments, environment => BatchJson.Write(environment));
            return ExitCodes.Done;
        }

        var columns = new Columns(context.Host, "NAME", "STATUS", "MAX VCPUS", "USED", "MAX MEMORY", "ENABLED", "REASON");
        await foreach (var environment in environments)
        {
            columns.Add(
                environment.Name,
                EnumText.Format(environment.Status),
                new Cell(Words.Number(environment.Spec.MaxVCpus), alignRight: true),
                new Cell(Words.Number(environment.UsedVCpus), alignRight: true),
                new Cell(environment.Spec.MaxMemory?.ToRoundedString(), alignRight: true),
                environment.Spec.Enabled is false ? "no" : "yes",
                environment.StatusReason);
        }

        columns.Complete("no environments");
        return ExitCodes.Done;
    });

    private static Command Show(CliHost host)
    {
        var name = new Argument<string>("NAME") { Description = "Name of the environment." };
        return new Command("show", "Show an environment.").With(name).Runs(host, async (context, cancellationToken) =>
        {
            var client = await context.ClientAsync(cancellationToken);
            ResourceOutput.Write(context, await client.Environments.GetAsync(context.Parse.GetValue(name)!, cancellationToken));
            return ExitCodes.Done;
        });
    }

    private static Command Put(CliHost host, bool update)
    {
        var options = new EnvironmentOptions();
        var command = update ? new Command("update", "Change the fields that are given.") : new Command("create", "Create an environment.");
        return command.With(options.All).Runs(host, async (context, cancellationToken) =>
        {
            var spec = options.Read(context.Parse);
            var environments = (await context.ClientAsync(cancellationToken)).Environments;
            ResourceOutput.Notes(context, await environments.PlanAsync(spec, update, PlanMode.Connected, cancellationToken));
            ResourceOutput.Write(context, update
                ? await environments.UpdateAsync(spec, cancellationToken)
                : await environments.CreateAsync(spec, cancellationToken));
            return ExitCodes.Done;
        });
    }

    private static Command Delete(CliHost host)
    {
        var name = new Argument<string>("NAME") { Description = "Name of the environment." };
        return new Command("delete", "Delete an environment that no queue uses.").With(name).Runs(host, async (context, cancellationToken) =>
        {
            var client = await context.ClientAsync(cancellationToken);
            await client.Environments.DeleteAsync(context.Parse.GetValue(name)!, cancellationToken);
            context.Host.Error.WriteLine($"deleted environment {context.Parse.GetValue(name)}");
            return ExitCodes.Done;
        });
    }
}
