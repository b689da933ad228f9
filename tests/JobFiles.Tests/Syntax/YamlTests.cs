using System.Diagnostics;
using MultiBatch.JobFiles.Tests.Samples;

namespace MultiBatch.JobFiles.Tests.Syntax;

public class YamlTests
{
    private const string Empty = "the file is empty; write the keys of a job (command or script), or a list of jobs under 'jobs'.";

    [Theory]
    [InlineData("", "job.yaml: " + Empty)]
    [InlineData("\n# only a comment\n", "job.yaml: " + Empty)]
    [InlineData("---\n", "job.yaml: " + Empty)]
    [InlineData("- script: x", "job.yaml:1:1: found a list, expected a map; put the list under the key 'jobs'.")]
    [InlineData("script", "job.yaml:1:1: found a single value, expected a map with the keys of a job, or with 'jobs'.")]
    [InlineData("script: x\n---\nscript: y", "job.yaml:2:1: a second document begins here; a job file is one document. Put all jobs under 'jobs:', or write a file for each.")]
    [InlineData("script: x\nenv:\n\tA: 1", "job.yaml:3:1: env: this line is indented with a tab; YAML takes only spaces.")]
    [InlineData("script: x\nenv:\n  A: 1\n \tB: 1", "job.yaml:4:2: env.A: this line is indented with a tab; YAML takes only spaces.")]
    [InlineData("script: @x", "job.yaml:1:9: script: a value cannot begin with '@'; put it in quotes.")]
    [InlineData("script: `date`", "job.yaml:1:9: script: a value cannot begin with '`'; put it in quotes.")]
    [InlineData("script: %x", "job.yaml:1:9: script: a value cannot begin with '%'; put it in quotes.")]
    [InlineData("script: a: b", "job.yaml:1:10: script: a colon and a space begin a value here, where a key was not expected; check the indentation, or put the text in quotes if the colon belongs to it.")]
    [InlineData("script: \"x\nname: y", "job.yaml:1:9: script: the quote that opens here is never closed, or lines inside it are indented too little.")]
    [InlineData("script: 'it's'", "job.yaml:1:13: this is neither a key of this level nor part of the value before; check the indentation, quotes and brackets up to here.")]
    [InlineData("script: 'x", "job.yaml:1:9: script: the quote that opens here is never closed.")]
    [InlineData("script: \"\\q\"", "job.yaml:1:9: script: inside double quotes a backslash begins an escape; write two backslashes, or use single quotes.")]
    [InlineData("command: [a, b\ntimeout: 5s", "job.yaml:1:12: command: this is not YAML; check the quotes and brackets after this place.")]
    [InlineData("command: [a, b\n  - c\n", "job.yaml:3:1: command: a list that opens with '[' is not closed, or a comma is missing, before this place.")]
    [InlineData("script: x\nenv: {A: b\n", "job.yaml:3:1: env.A: a map that opens with '{' is not closed, or a comma is missing, before this place.")]
    [InlineData("script: x\nname\nqueue: q", "job.yaml:2:1: this is neither a key of this level nor part of the value before; check the indentation, quotes and brackets up to here.")]
    [InlineData("command:\n  - a\n - b", "job.yaml:3:2: this is neither a key of this level nor part of the value before; check the indentation, quotes and brackets up to here.")]
    [InlineData("command: - a", "job.yaml:1:10: command: a list item begins on the line of its key; put it on a line of its own.")]
    [InlineData("script: *x", "job.yaml:1:9: script: no value above has the anchor &x; write quotes around the text if '*x' is meant as it stands.")]
    [InlineData("command: &c [*c]", "job.yaml:1:14: command[0]: *c stands inside the value it names.")]
    [InlineData("script: !sh x", "job.yaml:1:9: script: the tag '!sh' has no meaning in a job file; remove it, or put the text in quotes if it begins with '!'.")]
    [InlineData("script: x\n<<: 5", "job.yaml:2:5: <<: found the number 5, expected an alias to a map, such as <<: *defaults.")]
    [InlineData("script: x\n? [a]\n: b", "job.yaml:2:3: a key must be text; put it in quotes if it begins with [, {, * or &.")]
    [InlineData("script: \"a\0b\"", "job.yaml:1:11: the character U+0000 is a control character; write it as an escape inside double quotes, or remove it.")]
    public void What_is_no_YAML_is_explained(string yaml, string problem) => Assert.Equal(problem, Files.Yaml(yaml).OnlyProblem());

    [Fact]
    public void Half_a_character_is_refused() =>
        Assert.Equal("job.yaml:1:10: the character U+D800 is half of a character; save the file as UTF-8.", Files.Yaml("script: a\ud800b").OnlyProblem());

    [Fact]
    public void Anchors_aliases_and_merge_keys_are_resolved()
    {
        var file = Files.Yaml("""
            x-defaults: &defaults
              script: echo default
              timeout: 5m
              env: &env {A: 1, B: 2}
            jobs:
              one:
                <<: *defaults
                timeout: 1m
              two:
                <<: [{priority: 5}, *defaults]
                script: echo two
                env:
                  <<: *env
                  B: 3
            """).Content();

        var (one, two) = (file.Jobs[0].Spec, file.Jobs[1].Spec);
        Assert.Equal(("echo default", TimeSpan.FromMinutes(1)), (one.Script, one.Timeout));
        Assert.Equal(("echo two", TimeSpan.FromMinutes(5), 5), (two.Script, two.Timeout, two.Priority));
        Assert.Equal(("1", "3"), (two.Env!["A"], two.Env["B"]));
    }

    [Fact]
    public void A_problem_behind_an_alias_is_reported_once() =>
        Assert.Equal(
            "job.yaml:4:15: jobs.a.attempts: 0 is out of range; the number of attempts is a whole number of at least 1.",
            Files.Yaml("""
                jobs:
                  a: &job
                    script: x
                    attempts: &attempts 0
                  b: *job
                  c: {script: y, attempts: *attempts}
                """).OnlyProblem());

    [Fact]
    public void Aliases_that_multiply_are_stopped()
    {
        var bomb = "x-0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + string.Concat(Enumerable.Range(1, 19).Select(
            level => $"x-{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n"));

        var watch = Stopwatch.StartNew();
        var problem = Files.Yaml(bomb + "script: x").OnlyProblem();

        Assert.Contains("the file holds more than 2000000 values, those behind aliases counted each time", problem, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), watch.Elapsed.ToString());
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void Nesting_without_end_is_stopped(string level)
    {
        var problem = Files.Yaml("native: {aws: {a: 1}}\nx-deep:\n  " + string.Concat(Enumerable.Repeat(level, 20_000))).OnlyProblem();

        Assert.Contains("values are nested more than 64 levels deep here.", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_cannot_nest_deeper_than_text()
    {
        var yaml = "x-0: &a0 [1]\n" + string.Concat(Enumerable.Range(1, 100).Select(level => $"x-{level}: &a{level} [*a{level - 1}]\n"));

        Assert.Contains("values are nested more than 64 levels deep here.", Files.Yaml(yaml + "script: x").OnlyProblem(), StringComparison.Ordinal);
    }

    [Fact]
    public void Blocks_keep_their_lines_and_lose_carriage_returns()
    {
        var file = Files.Yaml("script: |\r\n  set -eu\r\n  echo a\r\n\r\n    indented\r\nname: folded\r\ncommand_: 1\r\n".Replace("command_: 1\r\n", string.Empty, StringComparison.Ordinal)).Content();

        Assert.Equal("set -eu\necho a\n\n  indented\n", file.Jobs[0].Spec.Script);
    }

    [Fact]
    public void Lines_are_counted_the_same_with_carriage_returns() =>
        Assert.StartsWith("job.yaml:3:10: timeout: ", Files.Yaml("script: x\r\n\r\ntimeout: soon\r\n").OnlyProblem(), StringComparison.Ordinal);

    [Fact]
    public void Unusual_line_breaks_inside_quotes_stay_text()
    {
        var env = Files.Yaml("script: x\nenv:\n  A: \"a\\u2028b\\x85c\\u2029d\"\n  B: \"tab\\there\"\n").Content().Jobs[0].Spec.Env!;

        Assert.Equal("a\u2028b\u0085c\u2029d", env["A"]);
        Assert.Equal("tab\there", env["B"]);
    }
}
