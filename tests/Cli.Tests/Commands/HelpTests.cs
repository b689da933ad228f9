using System.CommandLine;
using MultiBatch.Cli.Commands;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Tests.Support;
using Xunit;

namespace MultiBatch.Cli.Tests.Commands;

public class HelpTests
{
    private static readonly RootCommand Root = RootCommandTree.Create(new CliHost { Out = TextWriter.Null, Error = TextWriter.Null, Clients = new ClosedClients() });

    public static TheoryData<string> Commands() => [.. All(Root).Select(HelpText.PathOf)];

    public static TheoryData<string> Examples() => [.. All(Root).SelectMany(command => HelpText.ExamplesOf(HelpText.PathOf(command)))];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_describes_itself_its_options_and_its_arguments(string path)
    {
        var words = path == "multibatch" ? [] : path.Split(' ');
        var run = await CliRun.RunAsync([.. words, "--help"]);

        Assert.Equal(ExitCodes.Done, run.ExitCode);
        var command = All(Root).Single(candidate => HelpText.PathOf(candidate) == path);
        Assert.False(string.IsNullOrWhiteSpace(command.Description));
        Assert.Contains(command.Description!, run.Out, StringComparison.Ordinal);
        foreach (var option in command.Options)
        {
            Assert.False(string.IsNullOrWhiteSpace(option.Description), $"{path} {option.Name} has no description");
            Assert.Contains(option.Name, run.Out, StringComparison.Ordinal);
        }

        Assert.All(command.Arguments, argument => Assert.False(string.IsNullOrWhiteSpace(argument.Description), $"{path} {argument.Name} has no description"));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_is_a_valid_command_line(string example)
    {
        var words = System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(example.Replace("'", "\"", StringComparison.Ordinal)).Skip(1).ToList();

        Assert.Empty(Root.Parse(words).Errors);
    }

    [Fact]
    public async Task The_hidden_engine_entry_is_not_shown()
    {
        var run = await CliRun.RunAsync("--help");

        Assert.DoesNotContain("__engine", run.Out, StringComparison.Ordinal);
    }

    private static IEnumerable<Command> All(Command command) =>
        new[] { command }.Concat(command.Subcommands.Where(child => !child.Hidden).SelectMany(All));
}
