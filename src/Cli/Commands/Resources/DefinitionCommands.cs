using System.CommandLine;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Input;
using MultiBatch.Cli.Output;
using MultiBatch.Definitions;
using MultiBatch.FrontEnds.Wording;
using MultiBatch.Serialization;

namespace MultiBatch.Cli.Commands.Resources;

/// <summary><c>multibatch definition …</c></summary>
internal static class DefinitionCommands
{
    public static Command Create(CliHost host) => new Command("definition", "Job definitions: templates with revisions and parameters.").With(
        List(host), Show(host), Register(host), Deregister(host));

    private static Command List(CliHost host)
    {
        var name = CommandExtensions.Text("--name", "NAME", "Only revisions of this definition.");
        return new Command("list", "List revisions of definitions.").With(name).Runs(host, async (context, cancellationToken) =>
        {
            var definitions = (await context.ClientAsync(cancellationToken)).Definitions.ListAsync(context.Parse.GetValue(name), cancellationToken);
            if (!context.IsTable)
            {
                await JsonOutput.WriteListAsync(context.Host, context.Format, definitions, definition => BatchJson.Write(definition));
                return ExitCodes.Done;
            }

            var columns = new Columns(context.Host, "DEFINITION", "ACTIVE", "REGISTERED", "RUNS");
            await foreach (var definition in definitions)
            {
                columns.Add(
                    definition.Reference.ToString(),
                    definition.IsActive ? "yes" : "no",
                    Words.Time(definition.RegisteredAt),
                    definition.Job.Command is { } command ? string.Join(' ', command) : definition.Job.Script?.Split('\n')[0]);
            }

            columns.Complete("no definitions");
            return ExitCodes.Done;
        });
    }

    private static Command Show(CliHost host)
    {
        var name = new Argument<string>("NAME[:REV]") { Description = "Name of the definition, or one revision of it." };
        return new Command("show", "Show a definition.").With(name).Runs(host, async (context, cancellationToken) =>
        {
            var reference = Reference(context.Parse.GetValue(name)!);
            var client = await context.ClientAsync(cancellationToken);
            ResourceOutput.Write(context, await client.Definitions.GetAsync(reference, cancellationToken));
            return ExitCodes.Done;
        });
    }

    private static Command Register(CliHost host)
    {
        // A definition is described by the options of a job; --name is the definition's own.
        var inputs = new JobInputOptions();
        return new Command("register", "Register a revision of a definition; the same content again gives the same revision.")
            .With(inputs.All)
            .Runs(host, async (context, cancellationToken) =>
            {
                var input = await inputs.ReadAsync(context.Parse, cancellationToken);
                var specs = input.Definitions.Count > 0 ? input.Definitions : input.Jobs.Select(job => new JobDefinitionSpec
                {
                    Name = job.Name ?? throw new InvalidInputException("--name: a definition needs a name; give --name NAME"),
                    Job = job with { Name = null },
                }).ToList();
                var client = await context.ClientAsync(cancellationToken);
                foreach (var spec in specs)
                {
                    ResourceOutput.Write(context, await client.Definitions.RegisterAsync(spec, cancellationToken));
                }

                return ExitCodes.Done;
            });
    }

    private static Command Deregister(CliHost host)
    {
        var name = new Argument<string>("NAME:REV") { Description = "The revision." };
        return new Command("deregister", "Make a revision inactive: jobs that name it are refused.").With(name).Runs(host, async (context, cancellationToken) =>
        {
            var reference = Reference(context.Parse.GetValue(name)!);
            if (reference.Revision is null)
            {
                throw new InvalidInputException($"'{reference}' names no revision; write {reference}:1 or the like, from 'multibatch definition list'");
            }

            var client = await context.ClientAsync(cancellationToken);
            await client.Definitions.DeregisterAsync(reference, cancellationToken);
            context.Host.Error.WriteLine($"deregistered {reference}");
            return ExitCodes.Done;
        });
    }

    private static JobDefinitionReference Reference(string text) =>
        JobDefinitionReference.TryParse(text, out var reference) ? reference! : throw new InvalidInputException(
            $"'{text}' is not a definition; write name or name:revision, the name of 1 to 128 letters, digits, hyphens and underscores");
}
