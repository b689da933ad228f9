using System.Globalization;
using System.Text;

namespace MultiBatch.Conformance.Workloads;

/// <summary>
/// Programs for <c>/bin/sh</c> and the tools that every Unix and the smallest images have: <c>cat</c>, <c>env</c>, <c>head</c>, <c>od</c>,
/// <c>sleep</c>, <c>tr</c>, <c>wc</c>, <c>yes</c>.
/// </summary>
public sealed class PosixTaskLanguage : TaskLanguage
{
    private readonly FolderSignals? _signals;

    /// <summary>Creates the language.</summary>
    /// <param name="signals">The folder of gates and marks; null when tasks can reach none.</param>
    public PosixTaskLanguage(FolderSignals? signals) => _signals = signals;

    private FolderSignals Signals => _signals ?? throw new InvalidOperationException("Gates and marks need signals.");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Command(string body, IReadOnlyList<string> arguments) => ["/bin/sh", "-c", body, "sh", .. arguments];

    /// <inheritdoc/>
    public override IReadOnlyList<string> EnvironmentCommand() => ["env"];

    /// <inheritdoc/>
    public override string? ShebangScript(string body) => "#!/bin/sh\n" + body;

    /// <inheritdoc/>
    public override string Out(byte[] bytes)
    {
        var isPlain = Array.TrueForAll(bytes, unit => unit is >= 32 and < 127 or (byte)'\n' or (byte)'\t');
        return isPlain
            ? $"printf '%s' {Quote(Encoding.ASCII.GetString(bytes))}"
            : $"printf '{string.Concat(bytes.Select(unit => "\\" + Convert.ToString(unit, 8).PadLeft(3, '0')))}'";
    }

    /// <inheritdoc/>
    public override string Err(string text) => Out(text) + " >&2";

    /// <inheritdoc/>
    // Where tasks begin with SIGPIPE ignored, yes complains of the reader that has had enough.
    public override string Fill(int length, string line, bool endsLines) =>
        $"yes {Quote(line)} 2>/dev/null | {(endsLines ? string.Empty : "tr -d '\\n' | ")}head -c {Number(length)}";

    /// <inheritdoc/>
    public override string Exit(int code) => "exit " + Number(code);

    /// <inheritdoc/>
    public override string ExitWithIndex() => $"exit \"${RuntimeVariables.ArrayIndex}\"";

    /// <inheritdoc/>
    public override string? Signal(int number) => $"kill -{Number(number)} $$";

    /// <inheritdoc/>
    public override string Pause(TimeSpan duration) => "sleep " + duration.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string WaitFor(string gate) => $"while [ ! -e {Expand(Signals.GatePath(gate))} ]; do sleep 0.02; done";

    /// <inheritdoc/>
    public override string Mark(string mark) => $"printf x >> {Expand(Signals.MarkPath(mark))}";

    /// <inheritdoc/>
    public override string Tick(string gate, string mark) => $"while [ ! -e {Expand(Signals.GatePath(gate))} ]; do {Mark(mark)}; sleep 0.02; done";

    /// <inheritdoc/>
    public override string FailFirst(int times, string mark, int code) =>
        $"{Mark(mark)}; [ \"$(wc -c < {Expand(Signals.MarkPath(mark))})\" -gt {Number(times)} ] || exit {Number(code)}";

    /// <inheritdoc/>
    public override string ShowVariables(params string[] names) => string.Join("\n", names.Select(name =>
        $"if [ \"${{{name}+set}}\" ]; then printf '{name}='; {Hex(name)}; printf '\\n'; else printf '{name} unset\\n'; fi"));

    /// <inheritdoc/>
    // An empty line would be lost where logs are of lines; half a byte is no text.
    public override string ShowArguments() => $"for argument do [ \"$argument\" ] || printf -- -; {Hex("argument")}; printf '\\n'; done";

    /// <inheritdoc/>
    public override string ShowInputLength() => "wc -c | tr -d ' '";

    /// <inheritdoc/>
    public override string ShowFile(string path) => $"cat {Quote(path)} || exit 1";

    /// <inheritdoc/>
    public override string WriteFile(string path, string text) => $"printf '%s' {Quote(text)} > {Quote(path)} || exit 1";

    /// <inheritdoc/>
    public override string? OnTerminate(string text, int code) => $"trap {Quote($"printf '%s' {Quote(text)}; exit {Number(code)}")} TERM";

    /// <inheritdoc/>
    public override string? IgnoreTerminate() => "trap '' TERM";

    /// <inheritdoc/>
    public override string? InBackground(string body) => $"( {body} ) &";

    private static string Hex(string variable) => $"printf '%s' \"${variable}\" | od -An -v -tx1 | tr -d ' \\n'";

    private static string Expand(string path) => Quote(path).Replace(Index, $"'\"${RuntimeVariables.ArrayIndex}\"'");

    private static string Quote(string text) => "'" + text.Replace("'", "'\\''") + "'";
}
