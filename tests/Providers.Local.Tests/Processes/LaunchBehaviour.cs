using MultiBatch.Providers.Local.Interop;
using MultiBatch.Providers.Local.Processes;
using MultiBatch.Providers.Local.Processes.Portable;
using MultiBatch.Providers.Local.Processes.Variables;
using MultiBatch.Providers.Local.Tests.Processes.Support;

namespace MultiBatch.Providers.Local.Tests.Processes;

/// <summary>What is true of a job however it is started. Each way to start derives from this.</summary>
public abstract class LaunchBehaviour : IDisposable
{
    private readonly LaunchRig _rig;

    protected LaunchBehaviour(LaunchKind kind)
    {
        Skip.If(OperatingSystem.IsWindows(), "The jobs of these tests are shell scripts.");
        Skip.If(kind == LaunchKind.RecordedByBash && !File.Exists("/bin/bash"), "There is no bash.");
        _rig = new LaunchRig(kind);
    }

    private bool HasExactStatus => _rig.Kind == LaunchKind.Direct;

    private bool HasOwnSession => _rig.Kind != LaunchKind.Portable;

    public void Dispose()
    {
        _rig.Dispose();
        GC.SuppressFinalize(this);
    }

    [SkippableFact]
    public async Task Every_exit_code_arrives()
    {
        var ends = await Task.WhenAll(Enumerable.Range(0, 256).Select(code => _rig.RunAsync("sh", "-c", $"exit {code}")));

        for (var code = 0; code < ends.Length; code++)
        {
            Assert.Equal(ExitKind.Exited, ends[code].Report.Kind);
            Assert.Equal(code, ends[code].Report.ExitCode);
            Assert.Equal(!HasExactStatus && code is > 128 and <= 192 ? code - 128 : null, ends[code].Report.Signal);
        }
    }

    [SkippableTheory]
    [InlineData("HUP", 1)]
    [InlineData("INT", 2)]
    [InlineData("QUIT", 3)]
    [InlineData("ABRT", 6)]
    [InlineData("KILL", 9)]
    [InlineData("SEGV", 11)]
    [InlineData("PIPE", 13)]
    [InlineData("TERM", 15)]
    public async Task An_end_by_a_signal_is_told_and_nothing_is_added_to_the_log(string name, int number)
    {
        Skip.If(
            number is 1 or 2 or 3 or 13 or 15 && !HasOwnSession && !new SignalReset().IsAvailable,
            "The class library passes ignored signals on, and env cannot take that back.");

        var end = await _rig.RunScriptAsync($"ulimit -c 0; echo before >&2; kill -{name} $$; sleep 60");

        Assert.Equal(ExitKind.Exited, end.Report.Kind);
        Assert.Equal(number, end.Report.Signal);
        Assert.Equal(128 + number, end.Report.ExitCode);
        Assert.Equal("before\n", end.Error);
    }

    [SkippableFact]
    public async Task A_signal_to_the_whole_group_by_the_job_itself_is_recorded()
    {
        // In the portable way the group is that of the tests.
        Skip.IfNot(HasOwnSession);

        var end = await _rig.RunScriptAsync("trap 'exit 7' TERM; kill 0; sleep 60");

        Assert.Equal(7, end.Report.ExitCode);
    }

    [SkippableFact]
    public async Task A_missing_program_is_named_and_is_no_exit_code()
    {
        var missing = await _rig.RunAsync("no-such-program-here", "x");
        var missingPath = await _rig.RunAsync("/no/such/program");

        Assert.Equal(ExitKind.StartFailed, missing.Report.Kind);
        Assert.Contains("'no-such-program-here' was not found on the job's PATH", missing.Report.Message, StringComparison.Ordinal);
        Assert.Equal(ExitKind.StartFailed, missingPath.Report.Kind);
        Assert.Contains("'/no/such/program' does not exist", missingPath.Report.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_file_that_cannot_be_executed_is_no_exit_code()
    {
        var plain = _rig.PathOf("plain.txt");
        await File.WriteAllTextAsync(plain, "hello");

        var file = await _rig.RunAsync(plain);
        var folder = await _rig.RunAsync(_rig.Folder);

        Assert.Equal(ExitKind.StartFailed, file.Report.Kind);
        Assert.Contains("chmod +x", file.Report.Message, StringComparison.Ordinal);
        Assert.Equal(ExitKind.StartFailed, folder.Report.Kind);
        Assert.Contains("is a folder", folder.Report.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_program_whose_interpreter_is_missing_is_no_exit_code()
    {
        var program = MakeProgram("#!/no/such/interpreter\necho never\n");

        var end = await _rig.RunAsync(program);

        Assert.Equal(ExitKind.StartFailed, end.Report.Kind);
        Assert.Equal(string.Empty, end.Output);
    }

    [SkippableFact]
    public async Task Codes_of_the_jobs_own_shell_are_exit_codes()
    {
        var notFound = await _rig.RunAsync("sh", "-c", "no-such-program-here");
        var own = await _rig.RunAsync("sh", "-c", "exit 126");

        Assert.Equal(127, notFound.Report.ExitCode);
        Assert.Equal(126, own.Report.ExitCode);
    }

    [SkippableFact]
    public async Task A_program_without_an_interpreter_line_is_run_as_a_shell_would()
    {
        var program = MakeProgram("echo \"$1 and $2\"\n");

        var end = await _rig.RunAsync(program, "one", "two words");

        Assert.Equal("one and two words\n", end.Output);
        Assert.Equal(0, end.Report.ExitCode);
    }

    [SkippableFact]
    public async Task A_script_is_run_by_the_interpreter_it_names()
    {
        var shell = await _rig.RunScriptAsync("echo $1-$#; exit 3");
        var named = await _rig.RunAsync(_rig.Request(JobCommand.FromScript("#!/usr/bin/env -S sh -e\nfalse\necho never", ["a"])));
        var sed = await _rig.RunAsync(_rig.Request(JobCommand.FromScript("#!/bin/sed -f\ns/a/b/", ["/dev/null"])));

        Assert.Equal("-0\n", shell.Output);
        Assert.Equal(3, shell.Report.ExitCode);
        Assert.Equal(1, named.Report.ExitCode);
        Assert.Equal(string.Empty, named.Output);
        Assert.Equal(0, sed.Report.ExitCode);
    }

    [SkippableFact]
    public async Task The_input_is_at_its_end()
    {
        var end = await _rig.RunScriptAsync("cat; if read -r line; then echo got; else echo nothing; fi");

        Assert.Equal("nothing\n", end.Output);
    }

    [SkippableFact]
    public async Task Arguments_arrive_as_they_are()
    {
        string[] arguments =
        [
            string.Empty, " ", "a b", "'", "\"", "\\", "\\\\", "\\\"", "a\\", "a b\\", "a\\b", "\"a b\"", "'a b'", "$HOME", "`id`", "$(id)", "*", "?",
            "~", "-n", "--", "-", "%s", "%HOME%", "!x", "a\nb", "\n", "a\tb", "\r", "a;b", "a|b", "a&b", "<a", ">a", "#a", "=", "(a)", "{a,b}", "é", "日本", "🙂",
            "\u0001", "\u007f", new string('x', 20_000),
        ];

        var end = await _rig.RunAsync(["printf", "%s\\0", .. arguments]);

        Assert.Equal(arguments, end.Output.Split('\0')[..^1]);
        Assert.Equal(arguments.Length, end.Output.Count(c => c == '\0'));
    }

    [SkippableFact]
    public async Task Variables_arrive_as_they_are_and_nothing_else_does()
    {
        var variables = new Dictionary<string, string>
        {
            ["EMPTY"] = string.Empty,
            ["SPACES"] = "  a  b  ",
            ["LINES"] = "a\nb\n",
            ["QUOTES"] = "'\"`$HOME\\",
            ["EQUALS"] = "a=b==c",
            ["UNICODE"] = "é 日本 🙂",
            ["lower_1"] = "x",
            ["LONG"] = new string('y', 50_000),
            ["HOME"] = "/own/home",
        };
        var request = _rig.Request(JobCommand.Program(["env", "-0"]), variables: variables);

        var end = await _rig.RunAsync(request);

        var expected = request.Environment.Select(variable => $"{variable.Key}={variable.Value}").Order(StringComparer.Ordinal);
        string[] ofShells = ["OLDPWD", "SHLVL", "_"];
        var actual = end.Output.Split('\0')[..^1].Where(text => !ofShells.Contains(text.Split('=')[0])).Order(StringComparer.Ordinal);
        Assert.Equal(expected, actual);
        Assert.Contains(end.Output.Split('\0'), text => text == "HOME=/own/home");
    }

    [SkippableFact]
    public async Task Variables_with_odd_names_arrive()
    {
        Skip.IfNot(File.Exists("/bin/bash") || HasExactStatus, "Only bash passes such names on.");
        var variables = new Dictionary<string, string> { ["a.b"] = "1", ["c-d"] = "2", ["3x"] = "3", ["имя"] = "4", ["with space"] = "5", ["p(x86)"] = "6" };

        var end = await _rig.RunAsync(_rig.Request(JobCommand.Program(["env", "-0"]), variables: variables));

        var texts = end.Output.Split('\0');
        Assert.All(variables, variable => Assert.Contains($"{variable.Key}={variable.Value}", texts));
    }

    [SkippableFact]
    public async Task Secrets_of_the_host_do_not_reach_the_job()
    {
        const string Name = "MULTIBATCH_TEST_HOST_SECRET";
        Environment.SetEnvironmentVariable(Name, "canary");
        try
        {
            var end = await _rig.RunAsync("env");

            Assert.Equal(0, end.Report.ExitCode);
            Assert.DoesNotContain("canary", end.Output, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Name, null);
        }
    }

    [SkippableFact]
    public async Task Secrets_of_the_job_are_in_no_file_and_no_command_line()
    {
        var request = _rig.Request(
            JobCommand.FromScript("tr '\\0' ' ' </proc/$PPID/cmdline; tr '\\0' ' ' </proc/$$/cmdline; echo ${#SECRET}"),
            variables: new Dictionary<string, string> { ["SECRET"] = "job-canary", ["odd.name"] = "job-canary" });

        var end = await _rig.RunAsync(request);

        Assert.EndsWith("10\n", end.Output, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(request.Paths.Folder, "*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain("job-canary", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task The_scratch_folder_is_home_and_working_directory_and_private()
    {
        var request = _rig.Request(JobCommand.FromScript("pwd; echo $HOME; echo $TMPDIR; ls -A | wc -l; stat -c %a ."));

        var end = await _rig.RunAsync(request);

        var work = request.Paths.WorkFolder;
        Assert.Equal([work, work, work, "0", "700"], end.Output.TrimEnd('\n').Split('\n'));
    }

    [SkippableFact]
    public async Task Ten_megabytes_on_both_streams_arrive_complete()
    {
        const int Size = 10 * 1024 * 1024;

        var end = await _rig.RunScriptAsync($"head -c {Size} /dev/zero | tr '\\0' o & head -c {Size} /dev/zero | tr '\\0' e >&2; wait; printf last");

        Assert.Equal(new string('o', Size) + "last", end.Output);
        Assert.Equal(new string('e', Size), end.Error);
    }

    [SkippableFact]
    public async Task Merged_output_is_one_file()
    {
        var request = _rig.Request(JobCommand.FromScript("echo one; echo two >&2; echo three"), merge: true);

        var end = await _rig.RunAsync(request);

        var lines = end.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(["one", "three", "two"], lines.Order(StringComparer.Ordinal));
        Assert.False(File.Exists(request.Paths.ErrorFile));
        if (HasOwnSession)
        {
            Assert.Equal(["one", "two", "three"], lines);
        }
    }

    [SkippableFact]
    public async Task Output_can_be_read_while_the_job_runs()
    {
        var go = _rig.PathOf("go");
        var (attempt, paths) = _rig.Start($"echo first; while [ ! -e '{go}' ]; do sleep 0.02; done; echo second");

        Assert.Equal("first", await Eventually.LineAsync(paths.OutputFile));
        await File.WriteAllTextAsync(go, string.Empty);

        Assert.Equal(0, (await attempt.Exit.Soon()).ExitCode);
        Assert.Equal("first\nsecond\n", await File.ReadAllTextAsync(paths.OutputFile));
    }

    [SkippableFact]
    public async Task A_job_that_is_asked_to_end_may_choose_its_exit_code()
    {
        var ready = _rig.PathOf("ready");
        var (attempt, paths) = _rig.Start($"trap 'echo bye; exit 5' TERM; echo $$ >'{ready}'; while :; do sleep 0.02; done");
        await Eventually.LineAsync(ready);

        Assert.True(attempt.Terminate());

        Assert.Equal(5, (await attempt.Exit.Soon()).ExitCode);
        Assert.Equal("bye\n", await File.ReadAllTextAsync(paths.OutputFile));
    }

    [SkippableFact]
    public async Task A_job_that_does_not_care_ends_by_the_request()
    {
        var ready = _rig.PathOf("ready");
        var (attempt, _) = _rig.Start($"echo $$ >'{ready}'; exec sleep 1000");
        await Eventually.LineAsync(ready);

        attempt.Terminate();

        Assert.Equal(15, (await attempt.Exit.Soon()).Signal);
    }

    [SkippableFact]
    public async Task A_stopped_job_hears_the_request()
    {
        var ready = _rig.PathOf("ready");
        var (attempt, _) = _rig.Start($"trap 'exit 6' TERM; echo $$ >'{ready}'; kill -STOP $$; while :; do sleep 0.02; done");
        var job = await Eventually.NumberAsync(ready);
        await Eventually.TrueAsync(() => File.ReadAllText($"/proc/{job}/stat").Contains(") T ", StringComparison.Ordinal), "the job to stop");

        attempt.Terminate();

        Assert.Equal(6, (await attempt.Exit.Soon()).ExitCode);
    }

    [SkippableFact]
    public async Task A_job_that_ignores_the_request_is_killed_with_all_its_processes()
    {
        var (attempt, _) = _rig.Start($"""
            trap '' TERM
            sleep 1000 & echo $! >'{_rig.PathOf("child")}'
            (sleep 1001 & echo $! >'{_rig.PathOf("grandchild")}'; wait) &
            setsid sh -c 'echo $$ >"{_rig.PathOf("escaped")}"; exec sleep 1002' &
            setsid sh -c 'setsid sh -c "echo \$\$ >{_rig.PathOf("twice")}; exec sleep 1003" & exit 0'
            echo $$ >'{_rig.PathOf("ready")}'
            while :; do sleep 1000; done
            """);
        var processes = new List<int>();
        foreach (var name in new[] { "ready", "child", "grandchild", "escaped", "twice" })
        {
            processes.Add(await Eventually.NumberAsync(_rig.PathOf(name)));
        }

        attempt.Terminate();
        await Task.WhenAny(attempt.Exit, Task.Delay(TimeSpan.FromMilliseconds(200)));
        Assert.False(attempt.Exit.IsCompleted);
        attempt.Kill();

        var report = await attempt.Exit.Soon();
        Assert.Equal(9, report.Signal);
        Assert.Equal(137, report.ExitCode);
        foreach (var process in processes)
        {
            await LiveProcess.EndsAsync(process);
        }
    }

    [SkippableFact]
    public async Task What_a_job_leaves_running_ends_with_it()
    {
        var end = await _rig.RunScriptAsync($"""
            sleep 1000 >/dev/null 2>&1 & echo $! >'{_rig.PathOf("child")}'
            setsid sh -c 'echo $$ >"{_rig.PathOf("escaped")}"; exec sleep 1001' >/dev/null 2>&1 &
            while [ ! -s '{_rig.PathOf("escaped")}' ]; do sleep 0.01; done
            exit 4
            """);

        Assert.Equal(4, end.Report.ExitCode);
        await LiveProcess.EndsAsync(await Eventually.NumberAsync(_rig.PathOf("child")));
        await LiveProcess.EndsAsync(await Eventually.NumberAsync(_rig.PathOf("escaped")));
    }

    [SkippableFact]
    public async Task Killing_what_has_ended_does_nothing()
    {
        var (attempt, _) = _rig.Start("exit 2");
        var report = await attempt.Exit.Soon();

        attempt.Terminate();
        attempt.Kill();

        Assert.Equal(2, report.ExitCode);
        Assert.Null(_rig.Kind == LaunchKind.Portable ? null : attempt.FindIdentity());
    }

    [SkippableFact]
    public async Task The_end_is_called_back_once_with_the_report()
    {
        var reports = new List<ExitReport>();

        var (attempt, _) = _rig.Start("exit 9", onExit: reports.Add);

        Assert.Same(await attempt.Exit.Soon(), Assert.Single(reports));
    }

    [SkippableFact]
    public async Task One_attempt_executes_once_however_often_it_is_launched()
    {
        for (var round = 0; round < 25; round++)
        {
            var witness = _rig.PathOf($"witness-{round}");
            var paths = _rig.Folders.Create($"contested-{round}");
            var request = _rig.Request(JobCommand.Program(["sh", "-c", $"echo ran >>'{witness}'; exit 3"]), paths: paths);

            var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _rig.Launcher.Launch(request))));

            var reports = await Task.WhenAll(results.Where(result => result.Attempt is not null).Select(result => result.Attempt!.Exit.Soon()));
            Assert.All(results, result => Assert.Null(result.Error));
            Assert.Equal(3, Assert.Single(reports, report => report.Kind != ExitKind.NotClaimed).ExitCode);
            Assert.Equal("ran\n", await File.ReadAllTextAsync(witness));
        }
    }

    [SkippableFact]
    public async Task Hundreds_at_once_all_end()
    {
        var ends = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => _rig.RunAsync("sh", "-c", $"echo {i}; exit {i % 100}")));

        for (var i = 0; i < ends.Length; i++)
        {
            Assert.Equal(i % 100, ends[i].Report.ExitCode);
            Assert.Equal($"{i}\n", ends[i].Output);
        }
    }

    [SkippableFact]
    public async Task A_missing_working_directory_is_named()
    {
        var request = _rig.Request(JobCommand.Program(["true"]));
        Directory.Delete(request.Paths.WorkFolder);

        var end = await _rig.RunAsync(request);

        Assert.Equal(ExitKind.StartFailed, end.Report.Kind);
        Assert.Contains($"'{request.Paths.WorkFolder}' does not exist", end.Report.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Arguments_that_are_too_long_are_an_error_of_the_start()
    {
        var result = _rig.Launcher.Launch(_rig.Request(JobCommand.Program(["true", new string('x', 200_000)])));

        Assert.NotNull(result.Error);
        Assert.Contains("could not be started", result.Error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_job_starts_with_default_signals_and_without_inherited_files()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && HasOwnSession, "Reads /proc; the portable way leaves this to the class library.");
        var end = await _rig.RunScriptAsync("grep -E '^Sig(Blk|Ign)' /proc/$$/status | cut -f2; ls /proc/$$/fd");

        // 10 is the shell's own hold on the script.
        Assert.Equal(["0000000000000000", "0000000000000000", "0", "1", "10", "2"], end.Output.TrimEnd('\n').Split('\n'));
    }

    [SkippableFact]
    public void Marks_of_attempts_cannot_be_set_by_a_job()
    {
        var request = _rig.Request(JobCommand.Program(["true"]), variables: new Dictionary<string, string> { [AttemptEnvironment.MarkName] = "other" });

        Assert.Equal(request.Paths.Mark, Assert.Single(request.Environment, variable => variable.Key == AttemptEnvironment.MarkName).Value);
    }

    private string MakeProgram(string text)
    {
        var path = _rig.PathOf("program");
        File.WriteAllText(path, text);
        Assert.True(UnixFile.MakeOwnerOnly(path));
        return path;
    }
}
