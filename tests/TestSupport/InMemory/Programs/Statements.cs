using System.Globalization;
using System.Text;
using MultiBatch.Jobs;

namespace MultiBatch.TestSupport.InMemory.Programs;

/// <summary>
/// What simulated programs consist of:
/// <list type="bullet">
/// <item><c>echo WORD…</c>, <c>out TEXT</c>, <c>err TEXT</c>, <c>outhex HEX</c>, <c>errhex HEX</c>, <c>fill BYTES LINE</c>: output</item>
/// <item><c>true</c>, <c>false</c>, <c>exit CODE</c>, <c>signal NUMBER</c>, <c>oom</c>, <c>disk-full</c>: ends</item>
/// <item><c>sleep DURATION</c>, <c>wait GATE</c>, <c>tick GATE MARK INTERVAL</c> (marks until the gate opens): time</item>
/// <item><c>mark NAME</c>, <c>fail-first TIMES MARK CODE</c>: traces outside the task</item>
/// <item><c>var NAME…</c> (as hex), <c>environ</c>, <c>args</c> (as hex), <c>input</c> (what it can read, counted): what the task was given</item>
/// <item><c>trap TEXT CODE</c>, <c>ignore-term</c>: what it does when asked to end</item>
/// <item><c>cat PATH</c>, <c>save PATH TEXT</c>: mounted files</item>
/// </list>
/// In words that are numbers, gates or marks, <c>{index}</c> is the index of the array child.
/// </summary>
internal static class Statements
{
    private static readonly Dictionary<string, Func<TaskRun, IReadOnlyList<string>, Pause?>> Verbs = new(StringComparer.Ordinal)
    {
        ["echo"] = (run, words) => Out(run, string.Join(' ', words) + "\n"),
        ["out"] = (run, words) => Out(run, words[0]),
        ["err"] = (run, words) => Err(run, Encoding.UTF8.GetBytes(words[0])),
        ["outhex"] = (run, words) => Out(run, Convert.FromHexString(words[0])),
        ["errhex"] = (run, words) => Err(run, Convert.FromHexString(words[0])),
        ["fill"] = (run, words) => Out(run, Fill(Number(words[0]), words[1])),
        ["true"] = (_, _) => Pause.Ended(TaskEnd.Exited(0)),
        ["false"] = (_, _) => Pause.Ended(TaskEnd.Exited(1)),
        ["exit"] = (run, words) => Pause.Ended(TaskEnd.Exited(Number(Indexed(run, words[0])))),
        ["signal"] = (_, words) => Pause.Ended(TaskEnd.Signalled(Number(words[0]))),
        ["oom"] = (_, _) => Pause.Ended(new TaskEnd(137, 9, JobCause.OutOfMemory, "the task took more memory than it had asked for")),
        ["disk-full"] = (_, _) => Pause.Ended(new TaskEnd(1, null, JobCause.DiskFull, "no space left on the task's disk")),
        ["sleep"] = (_, words) => Pause.Sleep(DurationText.Parse(words[0])),
        ["wait"] = (run, words) => run.Surroundings.World.IsOpen(Indexed(run, words[0])) ? null : Pause.UntilOpen(Indexed(run, words[0])),
        ["tick"] = Tick,
        ["mark"] = Mark,
        ["fail-first"] = (run, words) =>
            run.Surroundings.World.AddMark(Indexed(run, words[1])) <= Number(words[0]) ? Pause.Ended(TaskEnd.Exited(Number(words[2]))) : null,
        ["var"] = (run, words) => Out(run, string.Concat(words.Select(name => Variable(run, name)))),
        ["environ"] = (run, _) => Out(run, string.Concat(run.Surroundings.Environment.Select(pair => $"{pair.Key}={pair.Value}\n"))),
        ["args"] = (run, _) => Out(run, string.Concat(run.Arguments.Select(argument => Hex(argument) + "\n"))),
        ["input"] = (run, _) => Out(run, "0\n"),
        ["trap"] = (run, words) =>
        {
            run.OnTerminate = (words[0], Number(words[1]));
            return null;
        },
        ["ignore-term"] = (run, _) =>
        {
            run.IgnoresTerminate = true;
            return null;
        },
        ["cat"] = (run, words) => run.Surroundings.Read(words[0]) is { } text ? Out(run, text) : Fails(run, $"cat: {words[0]}: no such file\n"),
        ["save"] = (run, words) => run.Surroundings.TryWrite(words[0], words[1]) ? null : Fails(run, $"save: {words[0]}: cannot be written\n"),
    };

    public static bool Exists(string verb) => Verbs.ContainsKey(verb);

    /// <summary>Runs one statement; null when the program goes on at once.</summary>
    public static Pause? Run(TaskRun run, string verb, IReadOnlyList<string> words) => Verbs[verb](run, words);

    private static Pause? Tick(TaskRun run, IReadOnlyList<string> words)
    {
        if (run.Surroundings.World.IsOpen(Indexed(run, words[0])))
        {
            return null;
        }

        run.Surroundings.World.AddMark(Indexed(run, words[1]));
        return Pause.Sleep(DurationText.Parse(words[2]), again: true);
    }

    private static Pause? Mark(TaskRun run, IReadOnlyList<string> words)
    {
        run.Surroundings.World.AddMark(Indexed(run, words[0]));
        return null;
    }

    private static Pause? Out(TaskRun run, string text) => Out(run, Encoding.UTF8.GetBytes(text));

    private static Pause? Out(TaskRun run, byte[] bytes)
    {
        run.Output.Write(bytes);
        return null;
    }

    private static Pause? Err(TaskRun run, byte[] bytes)
    {
        run.Output.Error(bytes);
        return null;
    }

    private static Pause Fails(TaskRun run, string text)
    {
        Err(run, Encoding.UTF8.GetBytes(text));
        return Pause.Ended(TaskEnd.Exited(1));
    }

    private static byte[] Fill(int length, string line)
    {
        var unit = Encoding.UTF8.GetBytes(line);
        var bytes = new byte[length];
        for (var position = 0; position < length; position++)
        {
            bytes[position] = unit[position % unit.Length];
        }

        return bytes;
    }

    private static string Variable(TaskRun run, string name) =>
        run.Surroundings.Environment.TryGetValue(name, out var value) ? $"{name}={Hex(value)}\n" : $"{name} unset\n";

    private static string Indexed(TaskRun run, string word) => word.Replace("{index}", run.Surroundings.Environment[RuntimeVariables.ArrayIndex]);

    private static string Hex(string text) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);
}
