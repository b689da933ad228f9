using System.CommandLine;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Input;
using MultiBatch.Cli.Output;
using MultiBatch.FrontEnds.Wording;
using MultiBatch.Planning;
using MultiBatch.Queues;
using MultiBatch.Serialization;

namespace MultiBatch.Cli.Commands.Resources;

/// <summary><c>multibatch queue …</c></summary>
internal static class QueueCommands
{
    public static Command Create(CliHost host) => new Command("queue", "Queues: where jobs wait for an environment.").With(
        List(host), Show(host), Put(host, update: false), Put(host, update: true), Delete(host));

    private static Command List(CliHost host) => new Command("list", "List queues.").Runs(host, async (context, cancellationToken) =>
    {
        var queues = (await context.ClientAsync(cancellationToken)).Queues.ListAsync(cancellationToken);
        if (!context.IsTable)
        {
            await JsonOutput.WriteListAsync(context.Host, context.Format, queues, queue => BatchJson.Write(queue));
            return ExitCodes.Done;
        }

        var columns = new Columns(context.Host, "NAME", "STATUS", "PRIORITY", "ENVIRONMENTS", "ENABLED", "DEFAULT", "REASON");
        await foreach (var queue in queues)
        {
            columns.Add(
                queue.Name,
                EnumText.Format(queue.Status),
                new Cell(Words.Number(queue.Spec.Priority), alignRight: true),
                string.Join(", ", queue.Spec.Environments ?? []),
                queue.Spec.Enabled is false ? "no" : "yes",
                queue.IsDefault ? "yes" : string.Empty,
                queue.StatusReason);
        }

        columns.Complete("no queues");
        return ExitCodes.Done;
    });

    private static Command Show(CliHost host)
    {
        var name = new Argument<string>("NAME") { Description = "Name of the queue." };
        return new Command("show", "Show a queue.").With(name).Runs(host, async (context, cancellationToken) =>
        {
            var client = await context.ClientAsync(cancellationToken);
            ResourceOutput.Write(context, await client.Queues.GetAsync(context.Parse.GetValue(name)!, cancellationToken));
            return ExitCodes.Done;
        });
    }

    private static Command Put(CliHost host, bool update)
    {
        var name = new Option<string?>("--name") { Description = "Name of the queue.", HelpName = "NAME", Required = true };
        var priority = CommandExtensions.Text("--priority", "N", "Higher goes first on environments that queues share, from 0 to 999.");
        var environments = CommandExtensions.Texts("--environment", "NAME", "Environment, in the order they are tried. May be repeated.");
        var maxWait = CommandExtensions.Text("--max-wait", "DURATION", "How long a job may wait before it is cancelled.");
        var policy = CommandExtensions.Text("--scheduling-policy", "NAME", "The provider's name of a fair-share policy.");
        var labels = CommandExtensions.Texts("--label", "NAME=VALUE", "Label. May be repeated.");
        var enable = CommandExtensions.Flag("--enable", "Take new jobs.");
        var disable = CommandExtensions.Flag("--disable", "Take no new jobs.");
        var command = update ? new Command("update", "Change the fields that are given.") : new Command("create", "Create a queue.");
        return command.With(name, priority, environments, maxWait, policy, labels, enable, disable).Runs(host, async (context, cancellationToken) =>
        {
            var parse = context.Parse;
            var values = new Values();
            var spec = new JobQueueSpec
            {
                Name = parse.GetValue(name)!,
                Priority = values.Integer("--priority", parse.GetValue(priority), 0, 999),
                Environments = parse.GetValue(environments) is { Length: > 0 } given ? given : null,
                MaxWait = values.Duration("--max-wait", parse.GetValue(maxWait)),
                SchedulingPolicy = parse.GetValue(policy),
                Labels = values.Pairs("--label", parse.GetValue(labels)),
                Enabled = Switch.Read(parse.GetValue(enable), parse.GetValue(disable), values),
            };
            values.ThrowIfAny();
            var queues = (await context.ClientAsync(cancellationToken)).Queues;
            ResourceOutput.Notes(context, await queues.PlanAsync(spec, update, PlanMode.Connected, cancellationToken));
            ResourceOutput.Write(context, update ? await queues.UpdateAsync(spec, cancellationToken) : await queues.CreateAsync(spec, cancellationToken));
            return ExitCodes.Done;
        });
    }

    private static Command Delete(CliHost host)
    {
        var name = new Argument<string>("NAME") { Description = "Name of the queue." };
        return new Command("delete", "Delete a queue whose jobs have all ended.").With(name).Runs(host, async (context, cancellationToken) =>
        {
            var client = await context.ClientAsync(cancellationToken);
            await client.Queues.DeleteAsync(context.Parse.GetValue(name)!, cancellationToken);
            context.Host.Error.WriteLine($"deleted queue {context.Parse.GetValue(name)}");
            return ExitCodes.Done;
        });
    }
}
