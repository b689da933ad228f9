using System.CommandLine;
using System.CommandLine.Parsing;
using MultiBatch.Cli.Composition;
using MultiBatch.FrontEnds.Wording;

namespace MultiBatch.Cli.Errors;

/// <summary>Says what is wrong with a command line, and what was probably meant.</summary>
internal static class ParseErrors
{
    public static void Write(CliHost host, ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        if (parse.UnmatchedTokens.Count == 0 && command.Subcommands.Count > 0)
        {
            host.Error.WriteLine($"error: {PathOf(parse.CommandResult)}: which command? one of {string.Join(", ", Names(command))}");
        }
        else if (parse.UnmatchedTokens.Count > 0)
        {
            // The first is the slip; what follows it is out of place because of it.
            host.Error.WriteLine("error: " + Unknown(parse.UnmatchedTokens[0], command));
        }
        else
        {
            foreach (var message in parse.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal))
            {
                host.Error.WriteLine("error: " + message);
            }
        }

        host.Error.WriteLine($"see '{PathOf(parse.CommandResult)} --help'");
    }

    /// <summary>Says that a word is not known, and what was probably meant.</summary>
    public static string Unknown(string token, Command command)
    {
        var isOption = token.StartsWith('-');
        var name = token.Split('=', ':')[0];
        var known = isOption
            ? OptionsOf(command).Where(option => !option.Hidden).SelectMany(option => option.Aliases.Append(option.Name)).Where(alias => alias.StartsWith("--", StringComparison.Ordinal))
            : command.Subcommands.Where(child => !child.Hidden).Select(child => child.Name);
        var nearest = Nearest.To(name, known.Distinct());
        var what = isOption ? $"unknown option '{name}' of '{command.Name}'" : command.Subcommands.Count > 0 ? $"unknown command '{token}'" : $"unexpected argument '{token}'";
        var hint = nearest is not null ? $"; did you mean '{nearest}'?"
            : !isOption && command.Subcommands.Count > 0 ? "; known: " + string.Join(", ", Names(command))
            : string.Empty;
        return what + hint;
    }

    private static IEnumerable<string> Names(Command command) => command.Subcommands.Where(child => !child.Hidden).Select(child => child.Name);

    private static IEnumerable<Option> OptionsOf(Command command)
    {
        var options = command.Options.AsEnumerable();
        for (var parent = command.Parents.OfType<Command>().FirstOrDefault(); parent is not null; parent = parent.Parents.OfType<Command>().FirstOrDefault())
        {
            options = options.Concat(parent.Options.Where(option => option.Recursive));
        }

        return options;
    }

    private static string PathOf(CommandResult result)
    {
        var names = new List<string>();
        for (SymbolResult? node = result; node is CommandResult commandResult; node = node.Parent)
        {
            names.Insert(0, commandResult.Command is RootCommand ? "multibatch" : commandResult.Command.Name);
        }

        return string.Join(' ', names);
    }
}
