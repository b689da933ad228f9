using MultiBatch.JobFiles.Tests.Samples;

namespace MultiBatch.JobFiles.Tests.Reading;

/// <summary>What people read when a file is wrong, word for word.</summary>
public class MessageTests
{
    [Theory]
    // Keys.
    [InlineData("script: x\ntimout: 5s", "job.yaml:2:1: timout: 'timout' is not a key of a job; did you mean 'timeout'?")]
    [InlineData("script: x\ndepends_on: a", "job.yaml:2:1: depends_on: 'depends_on' is not a key of a job; did you mean 'dependsOn'?")]
    [InlineData("script: x\nmemory: 4GiB", "job.yaml:2:1: memory: 'memory' is not a key of a job; did you mean 'resources.memory'?")]
    [InlineData("script: x\ncpus: 4", "job.yaml:2:1: cpus: 'cpus' is not a key of a job; did you mean 'resources.vcpus'?")]
    [InlineData("script: x\nretries: 4", "job.yaml:2:1: retries: 'retries' is not a key of a job; did you mean 'attempts'?")]
    [InlineData("script: x\nenvironment: {}", "job.yaml:2:1: environment: 'environment' is not a key of a job; did you mean 'env'?")]
    [InlineData("script: x\nresources: {timeout: 5s}", "job.yaml:2:13: resources.timeout: 'timeout' is not a key of the resources of a task but of a job; move it there.")]
    [InlineData("script: x\nresources: {gpu: {sort: 5}}", "job.yaml:2:19: resources.gpu.sort: 'sort' is not a key of the GPUs of a task; its keys are count, model.")]
    [InlineData("job:\n  script: x", "job.yaml:1:1: job: 'job' is not a key of a job file; did you mean 'jobs'?")]
    [InlineData("script: x\nscript: y", "job.yaml:2:1: script: 'script' is there twice; the first is on line 1. Remove one.")]
    [InlineData("jobs: []\ntimeout: 5s", "job.yaml:2:1: timeout: 'timeout' is a key of a job, and this file has sections; move it to a job under 'jobs'.")]
    [InlineData("jobs: []\nqueue: q", "job.yaml:2:1: queue: 'queue' is a key of a job, and this file has sections; move it to a job under 'jobs'.")]
    [InlineData("jobs: []\nenvironment: q", "job.yaml:2:1: environment: 'environment' is not a key of a job file with sections; did you mean 'environments'?")]
    // The program.
    [InlineData("name: x", "job.yaml:1:1: the job says nothing to run; write 'command' (a list), 'script' (shell lines) or 'definition'.")]
    [InlineData("command: [a]\nscript: x", "job.yaml:2:1: script: 'command' and 'script' both say what to run; remove one.")]
    [InlineData("command: echo hi", "job.yaml:1:10: command: found 'echo hi', expected a list with the program and its arguments, such as [echo, hello]; write [echo, hi], or use 'script' for a line of shell.")]
    [InlineData("command: echo $HOME", "job.yaml:1:10: command: found 'echo $HOME', expected a list with the program and its arguments, such as [echo, hello]; write a list such as [echo, hello], or use 'script' for a line of shell.")]
    [InlineData("command: []", "job.yaml:1:10: command: the list is empty, expected a list with the program and its arguments, such as [echo, hello]; write at least one item, or remove the key.")]
    [InlineData("command: ['', x]", "job.yaml:1:11: command[0]: the first item is the program to start; it cannot be empty.")]
    [InlineData("command: [a, [b]]", "job.yaml:1:14: command[1]: found a list, expected an argument.")]
    [InlineData("command: [a, null]", "job.yaml:1:14: command[1]: null is no value; write an argument, or remove the key (the word itself needs quotes).")]
    [InlineData("script: ' '", "job.yaml:1:9: script: the body of a script cannot be empty; write one, or remove the key.")]
    [InlineData("script:", "job.yaml:1:8: script: there is no value; write the body of a script, or remove the key ('' is empty text).")]
    [InlineData("script: {a: b}", "job.yaml:1:9: script: found a map, expected the body of a script.")]
    // Names.
    [InlineData("script: x\nname: ''", "job.yaml:2:7: name: the name of a job cannot be empty; write one, or remove the key.")]
    [InlineData("script: x\nname: \"a\\nb\"", "job.yaml:2:7: name: the name of a job is one line of text; 'a\\nb' holds a line break or a control character.")]
    [InlineData("script: x\nqueue: ' main'", "job.yaml:2:8: queue: ' main' begins or ends with a space; remove it.")]
    [InlineData("definition: a b", "job.yaml:1:13: definition: 'a b' is not the name of a definition; write name or name:revision, the name of 1 to 128 letters, digits, hyphens and underscores.")]
    // Values with units, numbers, words.
    [InlineData("script: x\nresources: {memory: 4}", "job.yaml:2:21: resources.memory: '4' has no unit and would mean 4 bytes; write a unit, such as 4GiB, 4MiB or 4B.")]
    [InlineData("script: x\nresources: {memory: 16 gigs}", "job.yaml:2:21: resources.memory: '16 gigs' is not a size; write a number with a unit, such as 512MiB, 16GiB or 1.5TiB (GB means GiB).")]
    [InlineData("script: x\nresources: {memory: 0B}", "job.yaml:2:21: resources.memory: '0B' is out of range; the memory of a task is above 0.")]
    [InlineData("script: x\nresources: {memory: 99999999999TiB}", "job.yaml:2:21: resources.memory: '99999999999TiB' is too large; the largest size is 9223372036854775807 bytes.")]
    [InlineData("script: x\nresources: {vcpus: -1}", "job.yaml:2:20: resources.vcpus: -1 is out of range; the number of vCPUs is a number above 0.")]
    [InlineData("script: x\nresources: {vcpus: '2'}", "job.yaml:2:20: resources.vcpus: '2' is text; write the number without quotes.")]
    [InlineData("script: x\nresources: {vcpus: two}", "job.yaml:2:20: resources.vcpus: 'two' is not a number; the number of vCPUs is a number such as 2 or 0.5.")]
    [InlineData("script: x\nresources: {vcpus: [2]}", "job.yaml:2:20: resources.vcpus: found a list, expected the number of vCPUs: a number such as 2 or 0.5.")]
    [InlineData("script: x\nresources: {vcpus: 1e999}", "job.yaml:2:20: resources.vcpus: 1e999 is out of range; the number of vCPUs is a number above 0.")]
    [InlineData("script: x\nresources: {architecture: amd65}", "job.yaml:2:27: resources.architecture: 'amd65' is none of amd64, arm64; did you mean 'amd64'?")]
    [InlineData("script: x\nresources: 4", "job.yaml:2:12: resources: found the number 4, expected the resources of a task: a map with keys such as vcpus, memory, gpu, architecture, ….")]
    [InlineData("script: x\nresources:", "job.yaml:2:11: resources: there is no value; write the keys of the resources of a task below it (vcpus, memory, gpu, architecture, …), or remove the key.")]
    [InlineData("script: x\npriority: high", "job.yaml:2:11: priority: 'high' is not a number; a priority is a number such as 3.")]
    [InlineData("script: x\npriority: 1.5", "job.yaml:2:11: priority: 1.5 is not a whole number; a priority is a whole number from -2147483648 to 2147483647.")]
    [InlineData("script: x\nattempts: 0", "job.yaml:2:11: attempts: 0 is out of range; the number of attempts is a whole number of at least 1.")]
    [InlineData("script: x\nattempts: {rules: [{exitCodes: [0], action: retry}]}", "job.yaml:2:33: attempts.rules[0].exitCodes[0]: 0 is the exit code of success, after which nothing is tried again; remove it.")]
    [InlineData("script: x\nattempts: {rules: [{exitCodes: [1]}]}", "job.yaml:2:20: attempts.rules[0]: an attempt rule needs the key 'action'.")]
    [InlineData("script: x\nattempts: {rules: [{action: retry}]}", "job.yaml:2:20: attempts.rules[0]: the rule has no condition and would match every end; write 'exitCodes' or 'causes', or use 'otherwise' of 'attempts'.")]
    [InlineData("script: x\nattempts: {rules: [{causes: [preempted, timedOut], action: retry}]}", "job.yaml:2:41: attempts.rules[0].causes[1]: what ended with timedOut is never tried again; remove it.")]
    [InlineData("script: x\ntimeout: 0", "job.yaml:2:10: timeout: '0' is out of range; a timeout is above 0.")]
    [InlineData("script: x\ntimeout: 1:30", "job.yaml:2:10: timeout: '1:30' is not a duration; write 90s, 15m, 2h, 1h30m, 00:05:00 or a number of seconds.")]
    [InlineData("script: x\ntimeout: 99999999999999999999999999d", "job.yaml:2:10: timeout: '99999999999999999999999999d' is not a duration; write 90s, 15m, 2h, 1h30m, 00:05:00 or a number of seconds.")]
    [InlineData("script: x\nexclusive: yes", "job.yaml:2:12: exclusive: 'yes' is neither true nor false; write one of the two, without quotes.")]
    [InlineData("script: x\nexclusive: 1", "job.yaml:2:12: exclusive: found the number 1, expected true or false.")]
    [InlineData("script: x\npurchase: spot-then-on-demand:10", "job.yaml:2:11: purchase: 'spot-then-on-demand:10' is not a way to buy; write on-demand, spot or spot-then-on-demand:N with N from 1 to 9.")]
    // Variables, labels.
    [InlineData("script: x\nenv: {'': a}", "job.yaml:2:7: env: an environment variable needs a name.")]
    [InlineData("script: x\nenv: {'A=secret': a}", "job.yaml:2:7: env: 'A=' is no name of an environment variable: it holds '='; write 'NAME: value'.")]
    [InlineData("script: x\nenv: {A B: a}", "job.yaml:2:7: env: 'A B' is no name of an environment variable: it holds white space; use letters, digits and underscores.")]
    [InlineData("script: x\nenv: {MULTIBATCH_X: a}", "job.yaml:2:7: env: 'MULTIBATCH_X': names that begin with MULTIBATCH_ are set for every task; choose another name.")]
    [InlineData("script: x\nenv: [A=secret]", "job.yaml:2:6: env: found a list, expected a map of environment variables; write one 'key: value' per line, or remove the key.")]
    [InlineData("script: x\nenv: A=secret", "job.yaml:2:6: env: found a single value, expected a map of environment variables; write one 'key: value' per line, or remove the key.")]
    [InlineData("script: x\nenv: {A: }", "job.yaml:2:10: env.A: there is no value; write the value of a variable, or remove the key ('' is empty text).")]
    [InlineData("script: x\nenv: {A: {B: secret}}", "job.yaml:2:10: env.A: found a map, expected the value of a variable.")]
    [InlineData("script: x\nenv: {A: \"se\\0cret\"}", "job.yaml:2:10: env.A: the text holds the character U+0000, which no program can be given; remove it.")]
    [InlineData("script: x\nenv: {A: a}\nsecrets: {A: 'env:A'}", "job.yaml:3:14: secrets.A: 'A' is set in 'env' too; remove one.")]
    [InlineData("script: x\nenv: {A: a}\narray: {tasks: [{A: b}]}", "job.yaml:2:10: env.A: 'A' is a column of the task table too, whose cells would hide this value; remove one.")]
    [InlineData("script: x\nlabels: {' ': a}", "job.yaml:2:10: labels: a label needs a name.")]
    [InlineData("script: x\nlabels: {\"a\\nb\": a}", "job.yaml:2:10: labels: 'a\\nb' is no name of a label: it holds a line break or a control character.")]
    [InlineData("script: x\nlabels: {a: \"b\\nc\"}", "job.yaml:2:13: labels.a: the value of a label is one line of text; this one holds a line break or a control character.")]
    [InlineData("script: x\nparameters: {a b: a}", "job.yaml:2:14: parameters: 'a b' is no name of a parameter: it holds white space.")]
    [InlineData("script: x\nmounts: [{source: a, target: b}]", "job.yaml:2:30: mounts[0].target: 'b' is not absolute; the target of a mount begins with / (or a drive, as C:\\).")]
    [InlineData("script: x\nmounts: [/a]", "job.yaml:2:10: mounts[0]: found '/a', expected a mount: a map with keys such as source, target, readOnly.")]
    [InlineData("script: x\nmounts: /a", "job.yaml:2:9: mounts: found '/a', expected a list of mounts; write [/a] for a list of one.")]
    [InlineData("script: x\nmounts: [{source: a, target: /m}, {source: b, target: /m}]", "job.yaml:2:55: mounts[1].target: '/m' is the target of an earlier mount too; each needs one of its own.")]
    [InlineData("script: x\nnative: {aws: 5}", "job.yaml:2:15: native.aws: found the number 5, expected a map with settings of that provider.")]
    // Arrays.
    [InlineData("script: x\narray: 0", "job.yaml:2:8: array: 0 is out of range; the size of an array is a whole number of at least 1.")]
    [InlineData("script: x\narray: {size: 2, tasks: [{A: b}]}", "job.yaml:2:18: array.tasks: 'tasks' and 'size' both say how many children there are; remove one.")]
    [InlineData("script: x\narray: {}", "job.yaml:2:8: array: an array needs one of 'size', 'tasks' and 'taskTable'.")]
    [InlineData("script: x\narray: {size: 2, rows: 1-2}", "job.yaml:2:18: array.rows: 'rows' picks rows of a 'taskTable', and there is none; remove it.")]
    [InlineData("script: x\narray: {tasks: []}", "job.yaml:2:16: array.tasks: the list is empty, expected a list with one map of variables for each child, such as [{NAME: value}]; an array has at least one child.")]
    [InlineData("script: x\narray: {tasks: [{A: b}, {}]}", "job.yaml:2:25: array.tasks[1]: the variable 'A' is missing; write A: '' if it is empty.")]
    [InlineData("script: x\narray: {tasks: [{NAME: b}, {NAME: b, NMAE: c}]}", "job.yaml:2:38: array.tasks[1]: 'NMAE' is not a variable of the first child; did you mean 'NAME'? Every child has the same variables.")]
    [InlineData("script: x\narray: {tasks: {columns: [A, A], rows: [[1, 2]]}}", "job.yaml:2:30: array.tasks.columns[1]: 'A' is there twice; remove one.")]
    [InlineData("script: x\narray: {tasks: {columns: [A], rows: [[1, 2]]}}", "job.yaml:2:38: array.tasks.rows[0]: the row has 2 cells, there are 1 columns; write '' for an empty cell.")]
    [InlineData("script: x\narray: {taskTable: t.tsv}", "job.yaml:2:20: array.taskTable: 't.tsv' is a relative path, and this text comes from no folder; write an absolute path, or the rows under 'tasks'.")]
    [InlineData("script: x\narray: {taskTable: /none.tsv, rows: 5-2}", "job.yaml:2:37: array.rows: '5-2' is not a range of rows; write 7 for one row, 2-5 for some, 3- for the rest. Rows count from 1, without the header.")]
    // Dependencies.
    [InlineData("script: x\ndependsOn: prepare", "job.yaml:2:12: dependsOn: 'prepare' is neither a job of this file nor a job reference; a reference looks like local:main/4f1c...#7.")]
    [InlineData("script: x\ndependsOn: [{job: 'local:1', on: sucess}]", "job.yaml:2:34: dependsOn[0].on: 'sucess' is none of success, failure, anyEnd; did you mean 'success'?")]
    [InlineData("script: x\ndependsOn: {on: success}", "job.yaml:2:12: dependsOn: a dependency needs the key 'job'.")]
    [InlineData("script: x\ndependsOn: [{job: 'local:1', mode: indexToIndex}]", "job.yaml:2:36: dependsOn: indexToIndex is for arrays, and this job is none; write 'array', or remove 'mode'.")]
    [InlineData("script: x\ndependsOn: [local:q/1, local:q/1]", "job.yaml:2:24: dependsOn[1]: 'local:q/1' is waited for twice; remove one.")]
    [InlineData("script: x\ndependsOn: local:q/1@2", "job.yaml:2:12: dependsOn: 'local:q/1@2' names an attempt; a job waits for jobs and children. Remove '@2'.")]
    [InlineData("script: x\narray: 2\ndependsOn: {job: 'local:q/1#0', mode: indexToIndex}", "job.yaml:3:39: dependsOn: indexToIndex waits for every child of an array, and 'local:q/1#0' names one; remove 'mode', or the index.")]
    // The rest of a file.
    [InlineData("version: 2\nscript: x", "job.yaml:1:10: version: 2 is not a version this program reads; write 1, or use a newer program.")]
    [InlineData("jobs: 5", "job.yaml:1:7: jobs: found the number 5, expected a list, or a map with a name before each entry.")]
    [InlineData("jobs: [5]", "job.yaml:1:8: jobs[0]: found the number 5, expected a job: a map with keys such as name, queue, definition, parameters, ….")]
    [InlineData("jobs: {a: {name: b, script: x}}", "job.yaml:1:12: jobs.a.name: the name is 'a' already, from the key above; remove this one.")]
    [InlineData("jobs: [{name: a, script: x}, {name: a, script: y}]", "job.yaml:1:37: jobs[1].name: 'a' names a job already, on line 1; each needs a name of its own.")]
    [InlineData("environments: [{maxVcpus: 1}]", "job.yaml:1:16: environments[0]: an environment needs the key 'name'.")]
    [InlineData("environments: {e: {minVcpus: 2, maxVcpus: 1}}", "job.yaml:1:30: environments.e.minVcpus: 'minVcpus' is above 'maxVcpus'; lower it, or raise the other.")]
    [InlineData("environments: {e: {maxMemory: 4 GX}}", "job.yaml:1:31: environments.e.maxMemory: '4 GX' is not a size; write a number with a unit, such as 512MiB, 16GiB or 1.5TiB (GB means GiB).")]
    [InlineData("queues: {q: {priority: 1000}}", "job.yaml:1:24: queues.q.priority: 1000 is out of range; the priority of a queue is a whole number from 0 to 999.")]
    [InlineData("queues: {q: {environments: [a, a]}}", "job.yaml:1:32: queues.q.environments[1]: 'a' is there twice; remove one.")]
    [InlineData("queues: {q: {computeEnvironments: [a]}}", "job.yaml:1:14: queues.q.computeEnvironments: 'computeEnvironments' is not a key of a queue; did you mean 'environments'?")]
    [InlineData("definitions: {d: {job: {script: x, array: 2}}}", "job.yaml:1:36: definitions.d.job.array: 'array' belongs to a job that is submitted, not to a definition; move it to the job.")]
    [InlineData("definitions: {'d:2': {job: {script: x}}}", "job.yaml:1:15: definitions.d:2.name: 'd:2' is not the name of a definition; write 1 to 128 letters, digits, hyphens and underscores, without a revision.")]
    [InlineData("definitions: {d: {}}", "job.yaml:1:18: definitions.d: a definition needs the key 'job'.")]
    public void A_problem_says_what_where_and_the_way_out(string yaml, string problem) => Assert.Equal(problem, Files.Yaml(yaml).OnlyProblem());

    [Fact]
    public void All_problems_of_a_file_are_reported_at_once_in_its_order() => Assert.Equal(
        [
            "job.yaml:3:14: jobs.a.command: found 'echo', expected a list with the program and its arguments, such as [echo, hello]; write [echo], or use 'script' for a line of shell.",
            "job.yaml:4:14: jobs.a.timeout: 'soon' is not a duration; write 90s, 15m, 2h, 1h30m, 00:05:00 or a number of seconds.",
            "job.yaml:5:15: jobs.a.attempts: -1 is out of range; the number of attempts is a whole number of at least 1.",
            "job.yaml:8:5: jobs.b.scirpt: 'scirpt' is not a key of a job; did you mean 'script'?",
            "job.yaml:8:5: jobs.b: the job says nothing to run; write 'command' (a list), 'script' (shell lines) or 'definition'.",
            "job.yaml:10:11: queues[0].name: found a list, expected the name of a queue.",
        ],
        Files.Yaml("""
            jobs:
              a:
                command: echo
                timeout: soon
                attempts: -1
                dependsOn: b
              b:
                scirpt: echo
            queues:
              - name: [a]
            """).Texts());

    [Fact]
    public void The_exception_lists_all_problems()
    {
        var result = Files.Yaml("script: x\ntimeout: 0\npriority: a");

        var error = Assert.Throws<BatchException>(result.GetFile);

        Assert.Equal(BatchErrorCode.InvalidSpec, error.Code);
        Assert.StartsWith("job.yaml has 2 problems:", error.Message, StringComparison.Ordinal);
        Assert.All(result.Texts(), text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void The_exception_of_one_problem_is_that_problem() =>
        Assert.Equal(Files.Yaml("name: x").OnlyProblem(), Assert.Throws<BatchException>(Files.Yaml("name: x").GetFile).Message);

    [Fact]
    public void Endless_problems_end_after_a_hundred()
    {
        var result = Files.Yaml("script: x\nmounts:\n" + string.Concat(Enumerable.Repeat("  - 5\n", 250)));

        Assert.Equal(101, result.Problems.Count);
        Assert.Equal("job.yaml: there are 150 more problems; they show once these are gone.", result.Problems[^1].ToString());
    }

    [Theory]
    [InlineData("script: x\nenv: {TOKEN: [hunter2]}")]
    [InlineData("script: x\nenv: TOKEN=hunter2")]
    [InlineData("script: x\nenv: {TOKEN=hunter2: ''}")]
    [InlineData("script: x\nenv: {'TOKEN': \"hunter2\\0\"}")]
    [InlineData("script: x\nsecrets: {TOKEN: ' hunter2'}")]
    [InlineData("script: x\nsecrets: hunter2")]
    [InlineData("script: x\nparameters: hunter2")]
    [InlineData("script: x\narray: {tasks: [hunter2]}")]
    [InlineData("script: x\narray: {tasks: [{TOKEN=hunter2: x}]}")]
    public void Values_that_may_be_secret_are_not_shown(string yaml) =>
        Assert.All(Files.Yaml(yaml).Texts().Append(Files.Yaml(yaml).Problems[0].Pointer), text => Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal));

    [Fact]
    public void Long_and_odd_values_are_shown_short_and_on_one_line()
    {
        var problem = Files.Yaml("script: x\ntimeout: \"a\\nb\\e[31m" + new string('z', 5000) + "\"").OnlyProblem();

        Assert.Contains("'a\\nb\\u001b[31mzzz", problem, StringComparison.Ordinal);
        Assert.True(problem.Length < 250 && !problem.Any(char.IsControl), problem);
    }
}
