using MultiBatch.Conformance.Workloads;
using MultiBatch.TestSupport.InMemory.Programs;

namespace MultiBatch.Conformance.Tests.InMemory;

/// <summary>The suites' programs as the simulated service runs them.</summary>
internal sealed class InMemoryTaskLanguage : TaskLanguage
{
    public override IReadOnlyList<string> Command(string body, IReadOnlyList<string> arguments) => ["run", body, .. arguments];

    public override IReadOnlyList<string> EnvironmentCommand() => ["environ"];

    public override string? ShebangScript(string body) => "#!run\n" + body;

    public override string Out(byte[] bytes) => ProgramText.Statement("outhex", Convert.ToHexStringLower(bytes));

    public override string Err(string text) => ProgramText.Statement("err", text);

    public override string Fill(int length, string line, bool endsLines) => ProgramText.Statement("fill", length, endsLines ? line + "\n" : line);

    public override string Exit(int code) => ProgramText.Statement("exit", code);

    public override string ExitWithIndex() => ProgramText.Statement("exit", Index);

    public override string? Signal(int number) => ProgramText.Statement("signal", number);

    public override string Pause(TimeSpan duration) => ProgramText.Statement("sleep", DurationText.Format(duration));

    public override string WaitFor(string gate) => ProgramText.Statement("wait", gate);

    public override string Mark(string mark) => ProgramText.Statement("mark", mark);

    public override string Tick(string gate, string mark) => ProgramText.Statement("tick", gate, mark, "20ms");

    public override string FailFirst(int times, string mark, int code) => ProgramText.Statement("fail-first", times, mark, code);

    public override string ShowVariables(params string[] names) => ProgramText.Statement("var", [.. names]);

    public override string ShowArguments() => "args";

    public override string ShowInputLength() => "input";

    public override string ShowFile(string path) => ProgramText.Statement("cat", path);

    public override string WriteFile(string path, string text) => ProgramText.Statement("save", path, text);

    public override string? OnTerminate(string text, int code) => ProgramText.Statement("trap", text, code);

    public override string? IgnoreTerminate() => "ignore-term";

    public override string? InBackground(string body) => null;
}
