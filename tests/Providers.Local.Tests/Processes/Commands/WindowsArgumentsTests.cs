using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MultiBatch.Providers.Local.Processes.Commands;

namespace MultiBatch.Providers.Local.Tests.Processes.Commands;

public sealed class WindowsArgumentsTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "\"\"")]
    [InlineData("a b", "\"a b\"")]
    [InlineData("a\tb", "\"a\tb\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData(@"C:\dir\", @"C:\dir\")]
    [InlineData(@"C:\a dir\", @"""C:\a dir\\""")]
    [InlineData("say \"hi\"", "\"say \\\"hi\\\"\"")]
    [InlineData(@"\""", @"""\\\""""")]
    [InlineData(@"a\\b c", @"""a\\b c""")]
    [InlineData(@"ends with \\", @"""ends with \\\\""")]
    public void One_argument_is_quoted_by_the_rules_of_the_C_runtime(string argument, string expected) =>
        Assert.Equal(expected, WindowsArguments.Join([argument]));

    [Fact]
    public void Arguments_are_separated_by_one_space() => Assert.Equal("a \"\" \"b c\"", WindowsArguments.Join(["a", "", "b c"]));

    [Fact]
    public void Any_list_is_read_back_as_it_was()
    {
        var text = Gen.Elements('a', ' ', '\\', '"', '\t', '\n', 'é').ListOf().Select(characters => string.Concat(characters));
        Prop.ForAll(
            text.ListOf().ToArbitrary(),
            arguments => Parse(WindowsArguments.Join(arguments)).SequenceEqual(arguments))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    /// <summary>How the C runtime takes the part of a command line after the program's name apart.</summary>
    private static List<string> Parse(string line)
    {
        var arguments = new List<string>();
        var position = 0;
        while (true)
        {
            while (position < line.Length && line[position] is ' ' or '\t')
            {
                position++;
            }

            if (position == line.Length)
            {
                return arguments;
            }

            arguments.Add(ParseOne(line, ref position));
        }
    }

    private static string ParseOne(string line, ref int position)
    {
        var argument = new StringBuilder();
        var quoted = false;
        while (position < line.Length && (quoted || line[position] is not (' ' or '\t')))
        {
            var backslashes = 0;
            while (position < line.Length && line[position] == '\\')
            {
                backslashes++;
                position++;
            }

            if (position == line.Length || line[position] != '"')
            {
                argument.Append('\\', backslashes);
                if (backslashes == 0)
                {
                    argument.Append(line[position++]);
                }

                continue;
            }

            // 2n backslashes and a quote: n backslashes and a delimiter; 2n + 1: n backslashes and a quote.
            argument.Append('\\', backslashes / 2);
            if (backslashes % 2 == 1)
            {
                argument.Append('"');
            }
            else if (quoted && position + 1 < line.Length && line[position + 1] == '"')
            {
                argument.Append('"');
                position++;
            }
            else
            {
                quoted = !quoted;
            }

            position++;
        }

        return argument.ToString();
    }
}
