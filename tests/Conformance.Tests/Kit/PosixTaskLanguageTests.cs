using System.Diagnostics;
using System.Text;
using MultiBatch.Conformance.Workloads;

namespace MultiBatch.Conformance.Tests.Kit;

/// <summary>The programs of the suites, run by the shell of this machine: a kit that writes them wrong would blame the provider.</summary>
public sealed class PosixTaskLanguageTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "multibatch-kit-" + Guid.NewGuid().ToString("N"));
    private readonly FolderSignals _signals;
    private readonly PosixTaskLanguage _language;

    public PosixTaskLanguageTests()
    {
        // A quote and a space in the path are the harness's business, not the suites'.
        _signals = new FolderSignals(Path.Combine(_folder, "it's here"));
        _language = new PosixTaskLanguage(_signals);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableTheory]
    [InlineData("plain\n")]
    [InlineData("% \\n ' \" $HOME `id` \\")]
    [InlineData("na\u00efve \U0001F600\r\n")]
    [InlineData("")]
    public async Task Output_is_exactly_what_was_asked_for(string text)
    {
        var (output, error, code) = await RunAsync([_language.Out(text), _language.Err(text)]);

        Assert.Equal((text, text, 0), (output, error, code));
    }

    [SkippableFact]
    public async Task Arguments_and_variables_are_shown_as_hex()
    {
        var arguments = await RunAsync([_language.ShowArguments()], ["", "a b", "\n"]);
        var variables = await RunAsync([_language.ShowVariables("KIT_SET", "KIT_UNSET")], variable: ("KIT_SET", "x'\n"));

        Assert.Equal("-\n612062\n0a\n", arguments.Output);
        Assert.Equal("KIT_SET=78270a\nKIT_UNSET unset\n", variables.Output);
    }

    [SkippableFact]
    public async Task Codes_and_signals_end_the_program()
    {
        Assert.Equal(42, (await RunAsync([_language.Exit(42), _language.Out("never")])).Code);
        Assert.Equal(137, (await RunAsync([_language.Signal(9)!])).Code);
        Assert.Equal(3, (await RunAsync([_language.ExitWithIndex()], variable: (RuntimeVariables.ArrayIndex, "3"))).Code);
    }

    [SkippableFact]
    public async Task Marks_count_and_gates_hold()
    {
        await _signals.OpenAsync("gate7", CancellationToken.None);
        var index = (RuntimeVariables.ArrayIndex, "7");

        var passed = await RunAsync([_language.Mark("mark{index}"), _language.WaitFor("gate{index}"), _language.Mark("mark{index}")], variable: index);
        var failed = await RunAsync([_language.FailFirst(1, "tried", 6), _language.Out("second")]);
        var tried = await RunAsync([_language.FailFirst(1, "tried", 6), _language.Out("second")]);

        Assert.Equal(0, passed.Code);
        Assert.Equal(2, await _signals.CountAsync("mark7", CancellationToken.None));
        Assert.Equal((6, string.Empty), (failed.Code, failed.Output));
        Assert.Equal((0, "second"), (tried.Code, tried.Output));
        Assert.Equal(0, await _signals.CountAsync("never", CancellationToken.None));
    }

    [SkippableFact]
    public async Task Filling_writes_so_many_bytes_and_reading_counts_them()
    {
        Assert.Equal("ab\nab\na", (await RunAsync([_language.Fill(7, "ab", endsLines: true)])).Output);
        Assert.Equal("abababa", (await RunAsync([_language.Fill(7, "ab", endsLines: false)])).Output);
        Assert.Equal("0\n", (await RunAsync([_language.ShowInputLength()])).Output);
    }

    [SkippableFact]
    public async Task Files_are_shown_and_written()
    {
        var file = Path.Combine(_folder, "a file");

        Assert.Equal(0, (await RunAsync([_language.WriteFile(file, "con'tent")])).Code);
        Assert.Equal("con'tent", (await RunAsync([_language.ShowFile(file)])).Output);
        Assert.Equal(1, (await RunAsync([_language.ShowFile(file + "-missing")])).Code);
        Assert.Equal(1, (await RunAsync([_language.WriteFile(Path.Combine(_folder, "no", "such"), "x")])).Code);
    }

    private async Task<(string Output, string Error, int Code)> RunAsync(
        string[] statements, string[]? arguments = null, (string Name, string Value)? variable = null)
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no POSIX shell.");
        var command = _language.Command(string.Join('\n', statements), arguments ?? []);
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardErrorEncoding = new UTF8Encoding(false),
        };
        if (variable is var (name, value))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (output, await error, process.ExitCode);
    }
}
