using MultiBatch.Providers.Local.Processes.Variables;
using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Tests.Processes.Variables;

public sealed class AttemptEnvironmentTests
{
    private static readonly AttemptPaths Paths = new("engine", "attempt", "/folder");

    [Fact]
    public void Only_listed_variables_of_the_host_are_passed_on()
    {
        var result = Build(
            [
                new("PATH", "/bin"), new("LANG", "C"), new("LC_ALL", "C.UTF-8"), new("TZ", "UTC"), new("USER", "u"), new("AWS_SECRET_ACCESS_KEY", "canary"),
                new("HOME", "/root"), new("MULTIBATCH_SECRET", "canary"), new("LD_PRELOAD", "x"), new("http_proxy", "canary"), new("path", "other"),
            ]);

        Assert.Equal(
            ["MULTIBATCH_ATTEMPT_ID=engine:attempt", "PATH=/bin", "LANG=C", "LC_ALL=C.UTF-8", "TZ=UTC", "USER=u",
                $"HOME={Paths.WorkFolder}", $"TMPDIR={Paths.WorkFolder}", $"PWD={Paths.WorkFolder}"],
            Lines(result));
    }

    [Fact]
    public void The_job_is_stronger_than_the_host_and_the_contract_stronger_than_the_job()
    {
        var result = new AttemptEnvironment([new("PATH", "/bin")], windows: false).Build(
            Paths,
            [new("PATH", "/job"), new("HOME", "/home"), new("X", "1"), new("X", "2"), new("MULTIBATCH_JOB_ID", "forged"), new("MULTIBATCH_ATTEMPT_ID", "forged")],
            [new("MULTIBATCH_JOB_ID", "real")]);

        var lines = Lines(result);
        Assert.Equal(["MULTIBATCH_ATTEMPT_ID=engine:attempt", "PATH=/job", "HOME=/home"], lines.Take(3));
        Assert.Contains("X=2", lines);
        Assert.Contains("MULTIBATCH_JOB_ID=real", lines);
        Assert.Equal(lines.Count, result.Select(variable => variable.Key).Distinct().Count());
    }

    [Fact]
    public void Without_a_path_the_usual_one_is_set() => Assert.Contains(Build([]), variable => variable is { Key: "PATH", Value: [.., '/', 'b', 'i', 'n'] });

    [Fact]
    public void On_Windows_names_are_the_same_in_upper_and_lower_case()
    {
        var result = new AttemptEnvironment(
            [new("Path", "C:\\Windows"), new("systemroot", "C:\\Windows"), new("TEMP", "C:\\Temp"), new("APPDATA", "canary")], windows: true)
            .Build(Paths, [new("path", "C:\\Job"), new("Foo", "1"), new("FOO", "2")], [new("MULTIBATCH_JOB_ID", "j")]);

        Assert.Equal(
            ["MULTIBATCH_ATTEMPT_ID=engine:attempt", "Path=C:\\Job", "systemroot=C:\\Windows", $"HOME={Paths.WorkFolder}", $"USERPROFILE={Paths.WorkFolder}",
                $"TEMP={Paths.WorkFolder}", $"TMP={Paths.WorkFolder}", "Foo=2", "MULTIBATCH_JOB_ID=j"],
            Lines(result));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a=b")]
    [InlineData("a\0b")]
    public void A_name_that_no_process_can_be_given_is_refused(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => new AttemptEnvironment([], windows: false).Build(Paths, [new(name, "canary")], []));

        Assert.DoesNotContain("canary", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_no_process_can_be_given_is_refused_without_showing_it()
    {
        var error = Assert.Throws<ArgumentException>(() => new AttemptEnvironment([], windows: false).Build(Paths, [new("NAME", "canary\0")], []));

        Assert.Contains("'NAME'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Build(IEnumerable<KeyValuePair<string, string>> host) =>
        new AttemptEnvironment(host, windows: false).Build(Paths, [], []);

    private static List<string> Lines(IEnumerable<KeyValuePair<string, string>> variables) =>
        variables.Select(variable => $"{variable.Key}={variable.Value}").ToList();
}
