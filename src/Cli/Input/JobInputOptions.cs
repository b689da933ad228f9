using System.CommandLine;
using MultiBatch.Cli.Errors;
using MultiBatch.Jobs;

namespace MultiBatch.Cli.Input;

/// <summary>The inputs of <c>submit</c> and <c>plan</c>: a job file, or options and a command after <c>--</c>.</summary>
internal sealed class JobInputOptions
{
    private readonly Argument<string[]> _words = new("FILE | -- COMMAND")
    {
        Description = "A job file (YAML or JSON), or, after --, the command and its arguments.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public SpecOptions Spec { get; } = new();

    public Symbol[] All => [_words, .. Spec.All];

    /// <summary>Reads the job file or the options; every mistake is reported at once.</summary>
    /// <exception cref="InvalidInputException">There are mistakes.</exception>
    public async Task<JobInput> ReadAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var values = new Values();
        var words = parse.GetValue(_words) ?? [];
        var (file, command) = Split(parse, words);
        if (file is null)
        {
            var spec = Spec.Apply(new JobSpec { Command = command.Length > 0 ? command : null }, parse, values, path => TaskTableFile.Read(path, values));
            if (command.Length > 0 && spec.Script is not null)
            {
                values.Add("--script and a command cannot be given together: leave one of them out");
            }
            else if (command.Length == 0 && spec.Script is null && spec.Definition is null)
            {
                values.Add("there is nothing to run: give a job file, a command after -- (multibatch submit -- echo hello), --script or --definition");
            }

            values.ThrowIfAny();
            return new JobInput { Jobs = [spec] };
        }

        var read = await JobFileInput.ReadAsync(file, cancellationToken);
        if (!Spec.AnyGiven(parse))
        {
            return read;
        }

        var jobs = read.Jobs.Select(job => Spec.Apply(job, parse, values, path => TaskTableFile.Read(path, values))).ToList();
        values.ThrowIfAny();
        return new JobInput { Jobs = jobs, Environments = read.Environments, Queues = read.Queues, Definitions = read.Definitions, IsFile = true };
    }

    // What stands after "--" is a command, word for word; a single word before it is a file.
    private static (string? File, string[] Command) Split(ParseResult parse, string[] words)
    {
        var tokens = parse.Tokens;
        var dashes = -1;
        for (var index = 0; index < tokens.Count && dashes < 0; index++)
        {
            dashes = tokens[index].Type == System.CommandLine.Parsing.TokenType.DoubleDash ? index : -1;
        }

        var after = dashes < 0 ? 0 : tokens.Count - dashes - 1;
        var before = words[..(words.Length - Math.Min(after, words.Length))];
        var command = words[before.Length..];
        if (before.FirstOrDefault(word => word.StartsWith('-') && word.Length > 1) is { } option)
        {
            throw new InvalidInputException(ParseErrors.Unknown(option, parse.CommandResult.Command));
        }

        if (dashes >= 0 && command.Length == 0)
        {
            throw new InvalidInputException("-- is followed by no command; write the command and its arguments after it");
        }

        return (before, command) switch
        {
            ([], _) => (null, command),
            ([var file], []) => (file, []),
            ([var file], _) => throw new InvalidInputException($"'{file}' and a command after -- cannot be given together: submit the file, or the command"),
            _ => throw new InvalidInputException($"'{before[1]}' is one word too many: give one job file, or put the command after -- (multibatch submit -- {string.Join(' ', before)})"),
        };
    }
}
