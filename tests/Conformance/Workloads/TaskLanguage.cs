using System.Globalization;
using System.Text;

namespace MultiBatch.Conformance.Workloads;

/// <summary>
/// How the platform under test writes the small programs that the suites run. Each method gives one statement as text; statements are joined
/// line by line into a body, and a body becomes a command or a script. <see cref="PosixTaskLanguage"/> is the one for platforms with a POSIX shell.
/// </summary>
/// <remarks>In names of gates and marks the text <c>{index}</c> stands for the index of the array child that runs the statement.</remarks>
public abstract class TaskLanguage
{
    /// <summary>Stands for the index of the array child, in names of gates and marks.</summary>
    public const string Index = "{index}";

    /// <summary>A command that names a program which does not exist.</summary>
    public virtual IReadOnlyList<string> MissingProgram => ["multibatch-conformance-no-such-program", "argument"];

    /// <summary>The command that runs a body and hands it arguments, each exactly as given.</summary>
    /// <param name="body">Statements, one a line.</param>
    /// <param name="arguments">The arguments.</param>
    public abstract IReadOnlyList<string> Command(string body, IReadOnlyList<string> arguments);

    /// <summary>The command that writes every environment variable as <c>NAME=value</c>, one a line, without a shell in between.</summary>
    public abstract IReadOnlyList<string> EnvironmentCommand();

    /// <summary>The script of a body, without a <c>#!</c> line.</summary>
    /// <param name="body">Statements, one a line.</param>
    public virtual string Script(string body) => body;

    /// <summary>The script of a body, with a <c>#!</c> line; null where there is no such thing.</summary>
    /// <param name="body">Statements, one a line.</param>
    public abstract string? ShebangScript(string body);

    /// <summary>Writes bytes to standard output, exactly these.</summary>
    public abstract string Out(byte[] bytes);

    /// <summary>Writes text to standard output in UTF-8, exactly this.</summary>
    public string Out(string text) => Out(Encoding.UTF8.GetBytes(text ?? throw new ArgumentNullException(nameof(text))));

    /// <summary>Writes text to standard error in UTF-8, exactly this.</summary>
    public abstract string Err(string text);

    /// <summary>Writes a line to standard output over and over, the newline included in it, until so many bytes are written.</summary>
    /// <param name="length">How many bytes in all; the last line may be cut.</param>
    /// <param name="line">The line, in ASCII without control characters; a newline is written after it when <paramref name="endsLines"/>.</param>
    /// <param name="endsLines">False to write no newline: one long line.</param>
    public abstract string Fill(int length, string line, bool endsLines);

    /// <summary>Ends the program with a code.</summary>
    public abstract string Exit(int code);

    /// <summary>Ends the program with its array index as the code.</summary>
    public abstract string ExitWithIndex();

    /// <summary>Ends the program by a signal; null where there are none.</summary>
    public abstract string? Signal(int number);

    /// <summary>Does nothing for a while.</summary>
    public abstract string Pause(TimeSpan duration);

    /// <summary>Waits until a gate has been opened (<see cref="TaskSignals.OpenAsync"/>).</summary>
    public abstract string WaitFor(string gate);

    /// <summary>Leaves a mark (<see cref="TaskSignals.CountAsync"/>).</summary>
    public abstract string Mark(string mark);

    /// <summary>Leaves marks, many a second, until a gate has been opened.</summary>
    public abstract string Tick(string gate, string mark);

    /// <summary>Leaves a mark, and ends the program with a code as long as there are no more than so many.</summary>
    /// <param name="times">How often to end.</param>
    /// <param name="mark">The mark that counts.</param>
    /// <param name="code">The exit code.</param>
    public abstract string FailFirst(int times, string mark, int code);

    /// <summary>Writes, for each name, a line <c>NAME=hex of the value's bytes</c> or <c>NAME unset</c>. Names are those a shell can use.</summary>
    public abstract string ShowVariables(params string[] names);

    /// <summary>Writes each argument as a line of hex.</summary>
    public abstract string ShowArguments();

    /// <summary>Reads standard input to its end and writes how many bytes there were, as a line.</summary>
    public abstract string ShowInputLength();

    /// <summary>Writes the content of a file to standard output; ends with a code other than 0 when there is none.</summary>
    public abstract string ShowFile(string path);

    /// <summary>Writes text to a file; ends with a code other than 0 when that cannot be done.</summary>
    public abstract string WriteFile(string path, string text);

    /// <summary>When asked to end, writes text and ends with a code. Null where a program is never asked.</summary>
    public abstract string? OnTerminate(string text, int code);

    /// <summary>Goes on when asked to end. Null where a program is never asked.</summary>
    public abstract string? IgnoreTerminate();

    /// <summary>Runs a body beside the program; null where there is no such thing.</summary>
    public abstract string? InBackground(string body);

    /// <summary>A number as text, the same everywhere.</summary>
    protected static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
