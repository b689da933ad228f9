using System.CommandLine;
using MultiBatch.Cli.Composition;

namespace MultiBatch.Cli.Commands;

/// <summary>How commands are put together.</summary>
internal static class CommandExtensions
{
    /// <summary>Gives a command its body.</summary>
    public static Command Runs(this Command command, CliHost host, Func<CommandContext, CancellationToken, Task<int>> body)
    {
        command.SetAction((parse, cancellationToken) => CommandContext.RunAsync(host, parse, body, cancellationToken));
        return command;
    }

    /// <summary>Adds options and arguments in the order they are shown.</summary>
    public static Command With(this Command command, params Symbol[] symbols)
    {
        foreach (var symbol in symbols)
        {
            switch (symbol)
            {
                case Option option:
                    command.Options.Add(option);
                    break;
                case Argument argument:
                    command.Arguments.Add(argument);
                    break;
                case Command child:
                    command.Subcommands.Add(child);
                    break;
            }
        }

        return command;
    }

    /// <summary>An option that takes one text.</summary>
    public static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName };

    /// <summary>An option that may be given several times, one text each.</summary>
    public static Option<string[]> Texts(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    /// <summary>An option that is there or not.</summary>
    public static Option<bool> Flag(string name, string description) => new(name) { Description = description };
}
