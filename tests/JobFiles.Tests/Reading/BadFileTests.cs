using MultiBatch.JobFiles.Fields;
using MultiBatch.JobFiles.Tests.Samples;

namespace MultiBatch.JobFiles.Tests.Reading;

/// <summary>Bad files made by rule: each key with each kind of value it does not take, in each place it may stand, in YAML and in JSON.</summary>
public class BadFileTests
{
    private static readonly string[] NoText = ["[a]", "{a: b}", "null", "''", "'  '"];

    private static readonly string[] NoNumber = ["two", "[2]", "{a: 2}", "null", "'2'", "''", "true", "0x10", "1_000", "2 cores", "1e999"];

    private static readonly string[] NoFlag = ["yes", "on", "1", "'true'", "[true]", "{a: true}", "null", "''", "maybe"];

    private static readonly string[] NoSize = ["4", "0GiB", "-1GiB", "16XB", "1,5GiB", "lots", "[1GiB]", "{a: 1GiB}", "null", "''", "16 GiB GiB", "9999999999TiB"];

    private static readonly string[] NoDuration = ["0", "-5s", "5 parsecs", "1:30", "30m1h", "[5s]", "{a: 5s}", "null", "''", "99999999999999d", "soon"];

    private static readonly string[] NoPurchase = ["spott", "spot-then-on-demand:0", "spot-then-on-demand:10", "5", "[spot]", "{spot: 2}", "null", "''"];

    private static readonly string[] NoWord = ["nonsense", "[whole]", "{a: b}", "null", "''", "5"];

    private static readonly string[] NoMap = ["5", "text", "[a]", "null", "''"];

    private static readonly string[] NoList = ["5", "text", "{a: b}", "null", "''", "[{a: {b: c}}]"];

    private static readonly (string Path, string[] Wrong)[] JobKeys =
    [
        ("name", NoText), ("queue", NoText), ("image", NoText), ("script", NoText),
        ("definition", [.. NoText, "a b", "'a:0'", "'a:x'", "'a:1:2'", "ünï"]),
        ("parameters", [.. NoMap, "{'': a}", "{a b: c}", "{a: [b]}", "{a: null}"]),
        ("command", [.. NoList, "[]", "['']", "[null]", "[a, {b: c}]"]),
        ("env", [.. NoMap, "{'': a}", "{A=B: a}", "{A B: a}", "{MULTIBATCH_JOB_ID: a}", "{multibatch_x: a}", "{A: [b]}", "{A: {b: c}}", "{A: null}"]),
        ("secrets", [.. NoMap, "{'': a}", "{A=B: a}", "{MULTIBATCH_X: a}", "{A: ''}", "{A: [b]}", "{A: null}"]),
        ("mounts", [.. NoList, "[{source: a}]", "[{target: /a}]", "[{source: '', target: /a}]", "[{source: a, target: b}]", "[{source: a, target: /b, readOnly: yes}]", "[{source: a, target: /b, mode: ro}]", "[{source: a, target: /b}, {source: c, target: /b}]"]),
        ("resources", NoMap),
        ("resources.vcpus", [.. NoNumber, "0", "-1"]),
        ("resources.memory", NoSize),
        ("resources.gpu", [.. NoNumber, "0", "-1", "1.5", "{count: 0}", "{model: ''}", "{cuont: 1}"]),
        ("resources.architecture", [.. NoWord, "i386"]),
        ("resources.machineType", NoText),
        ("resources.bootDisk.size", NoSize), ("resources.bootDisk.type", NoText),
        ("resources.dataDisk.size", NoSize), ("resources.dataDisk.type", NoText), ("resources.dataDisk.mountPath", [.. NoText, "data", "./data", "'C:data'"]),
        ("identity.task", NoText), ("identity.execution", NoText),
        ("exclusive", NoFlag),
        ("purchase", NoPurchase),
        ("attempts", [.. NoNumber, "0", "-1", "1.5"]),
        ("attempts.max", [.. NoNumber, "0", "-1"]),
        ("attempts.otherwise", NoWord),
        ("attempts.rules", [.. NoList, "[{}]", "[{action: again}]", "[{exitCodes: [], action: retry}]", "[{exitCodes: [0], action: retry}]", "[{exitCodes: 1, action: retry}]", "[{exitCodes: [a], action: retry}]", "[{causes: [bored], action: fail}]", "[{causes: preempted, action: fail}]", "[{action: fail}]", "[{causes: [timedOut], action: retry}]"]),
        ("timeout", NoDuration),
        ("priority", [.. NoNumber, "1.5", "9999999999"]),
        ("labels", [.. NoMap, "{'': a}", "{a: [b]}", "{a: null}", "{\"a\\tb\": c}"]),
        ("dependsOn", ["5.5.5", "unknown", "[null]", "[{on: success}]", "[{job: 'local:1', on: never}]", "[{job: 'local:1', mode: pairs}]", "[{job: ''}]", "[{name: a}]", "''"]),
        ("array", [.. NoNumber, "0", "-1", "{}", "{size: 0}", "{size: 1, tasks: [{A: b}]}", "{rows: 1}", "{tasks: []}", "{tasks: {}}", "{tasks: [a]}", "{tasks: [{}]}", "{tasks: [{A=: b}]}", "{tasks: [{A: b}, {C: d}]}", "{tasks: [{A: [b]}]}", "{size: 1, parallelism: 0}", "{taskTable: /none/t.tsv}", "{taskTable: ''}", "{taskTable: none.tsv, rows: 0}"]),
        ("native", [.. NoMap, "{aws: 5}", "{aws: [a]}", "{'': {}}"]),
    ];

    private static readonly (string Path, string[] Wrong)[] EnvironmentKeys =
    [
        ("kind", NoWord), ("maxVcpus", [.. NoNumber, "0", "-1"]), ("minVcpus", [.. NoNumber, "-1"]), ("maxMemory", NoSize),
        ("machineTypes", [.. NoList, "[]", "['']", "[null]"]), ("purchase", NoPurchase), ("architecture", NoWord), ("machineImage", NoText),
        ("bootDisk.size", NoSize), ("network.network", NoText), ("network.subnets", [.. NoList, "[]"]), ("network.securityGroups", NoList),
        ("network.publicAddress", NoFlag), ("machineIdentity", NoText), ("enabled", NoFlag), ("labels", NoMap), ("native", NoMap),
    ];

    private static readonly (string Path, string[] Wrong)[] QueueKeys =
    [
        ("priority", [.. NoNumber, "-1", "1000", "0.5"]), ("environments", [.. NoList, "[]", "[a, a]", "['']"]), ("enabled", NoFlag), ("maxWait", NoDuration),
        ("schedulingPolicy", NoText), ("labels", NoMap), ("native", NoMap),
    ];

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var (path, value) in All())
        {
            cases.Add(path, value);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_wrong_value_is_refused_with_its_field_and_line(string path, string value)
    {
        foreach (var (text, line, field) in Yaml(path, value))
        {
            var result = Files.Yaml(text, folder: "/none");

            Assert.Null(result.File);
            Assert.Contains(result.Problems, problem =>
                problem.Location.Line == line && problem.Field.StartsWith(field, StringComparison.Ordinal) && problem.Message.Length > 20);
        }
    }

    [Fact]
    public void There_are_many_of_them() => Assert.True(All().Sum(one => Yaml(one.Path, one.Value).Count()) > 900);

    [Theory]
    [MemberData(nameof(Misspellings))]
    public void A_misspelled_key_is_refused_with_the_right_one(string path, string wrong, string right)
    {
        foreach (var (text, line, field) in Yaml(path, "5").Where(file => file.Text.Contains(right + ": 5", StringComparison.Ordinal)))
        {
            var result = Files.Yaml(text.Replace(right + ": 5", wrong + ": 5", StringComparison.Ordinal));

            Assert.Contains(result.Problems, problem =>
                problem.Location.Line == line
                && problem.Field == field[..^right.Length] + wrong
                && problem.Message.EndsWith($"did you mean '{right}'?", StringComparison.Ordinal));
        }
    }

    public static TheoryData<string, string, string> Misspellings()
    {
        var cases = new TheoryData<string, string, string>();
        var known = JobFields.Job.Keys.Concat(EnvironmentFields.Reader.Keys).Concat(QueueFields.Reader.Keys).Concat(ResourceFields.Reader.Keys).ToHashSet();
        foreach (var path in JobKeys.Concat(Prefixed("environments", EnvironmentKeys)).Concat(Prefixed("queues", QueueKeys)).Select(key => key.Path))
        {
            var key = path.Split('.')[^1];
            string[] slips = [key.Remove(key.Length / 2, 1), key.Insert(key.Length / 2, "x"), Swap(key, key.Length / 2), char.ToUpperInvariant(key[0]) + key[1..]];
            foreach (var slip in slips.Distinct().Where(slip => !known.Contains(slip) && slip.Length > 3))
            {
                cases.Add(path, slip, key);
            }
        }

        return cases;
    }

    private static string Swap(string key, int at) => key[..(at - 1)] + key[at] + key[at - 1] + key[(at + 1)..];

    private static IEnumerable<(string Path, string Value)> All() =>
        JobKeys.Concat(Prefixed("environments", EnvironmentKeys)).Concat(Prefixed("queues", QueueKeys))
            .SelectMany(key => key.Wrong.Distinct().Select(value => (key.Path, value)));

    private static IEnumerable<(string Path, string[] Wrong)> Prefixed(string section, (string Path, string[] Wrong)[] keys) =>
        keys.Select(key => (section + "/" + key.Path, key.Wrong));

    /// <summary>The files with the value at the path, the line it is on and the field as messages name it.</summary>
    internal static IEnumerable<(string Text, int Line, string Field)> Yaml(string path, string value)
    {
        var parts = path.Split('/');
        if (parts.Length == 2)
        {
            yield return Place($"{parts[0]}:\n  - name: n\n", "    ", parts[1], value, parts[0] + "[0].");
            yield return Place($"{parts[0]}:\n  n:\n", "    ", parts[1], value, parts[0] + ".n.");
            yield break;
        }

        var program = path is "command" or "script" ? string.Empty : "script: x\n";
        yield return Place(program, string.Empty, path, value, string.Empty);
        yield return Place($"jobs:\n  - priority: 1\n{Indent(program, "    ")}".Replace(path == "priority" ? "priority: 1" : "\0", "timeout: 5s", StringComparison.Ordinal), "    ", path, value, "jobs[0].");
        if (path != "name")
        {
            yield return Place($"jobs:\n  first: {{script: x}}\n  n:\n{Indent(program, "    ")}", "    ", path, value, "jobs.n.");
        }
    }

    private static (string Text, int Line, string Field) Place(string before, string indent, string path, string value, string prefix)
    {
        var keys = path.Split('.');
        var text = before;
        for (var level = 0; level < keys.Length; level++)
        {
            text += indent + new string(' ', 2 * level) + keys[level] + ":" + (level == keys.Length - 1 ? " " + value : string.Empty) + "\n";
        }

        return (text, text.Count(character => character == '\n'), prefix + path);
    }

    private static string Indent(string text, string indent) => text.Length == 0 ? text : indent + text;
}
