using MultiBatch.JobFiles.Tests.Samples;
using MultiBatch.Jobs;

namespace MultiBatch.JobFiles.Tests.Reading;

public class JobFileShapeTests
{
    [Fact]
    public void One_job_has_its_keys_at_the_top()
    {
        var file = Files.Yaml("""
            version: 1
            $schema: ./job-file.schema.json
            x-note: anything
            name: align
            command: [bwa, mem, -t, 8]
            """).Content();

        var job = Assert.Single(file.Jobs).Spec;
        Assert.Equal("align", job.Name);
        Assert.Equal(["bwa", "mem", "-t", "8"], job.Command);
        Assert.Empty(file.Environments);
    }

    [Fact]
    public void Jobs_are_a_list_or_a_map_by_name()
    {
        var list = Files.Yaml("""
            jobs:
              - name: a
                script: echo a
              - script: echo nameless
            """).Content();
        var map = Files.Yaml("""
            jobs:
              a:
                script: echo a
              b:
                script: echo b
                dependsOn: a
            """).Content();

        Assert.Equal(["a", null], list.Jobs.Select(job => job.Spec.Name));
        Assert.Equal(["a", "b"], map.Jobs.Select(job => job.Spec.Name));
        Assert.Equal("a", Assert.Single(map.Jobs[1].Spec.DependsOn!).Job);
    }

    [Fact]
    public void A_file_may_hold_all_that_its_jobs_need()
    {
        var file = Files.Yaml("""
            environments:
              this-machine:
                maxVcpus: 4
                maxMemory: 8GiB
                purchase: spot
            queues:
              - name: main
                environments: [this-machine, elsewhere]
                priority: 10
                maxWait: 2h
            definitions:
              - name: align
                labels: {team: genomics}
                job:
                  command: [bwa, mem, Ref::input]
                  parameters: {input: none}
            jobs:
              - definition: align:3
                queue: main
                parameters: {input: a.fa}
            """).Content();

        var environment = Assert.Single(file.Environments).Spec;
        Assert.Equal(("this-machine", 4.0, ByteSize.Parse("8GiB"), Purchase.Spot), (environment.Name, environment.MaxVCpus, environment.MaxMemory!.Value, environment.Purchase));
        var queue = Assert.Single(file.Queues).Spec;
        Assert.Equal(["this-machine", "elsewhere"], queue.Environments);
        Assert.Equal(TimeSpan.FromHours(2), queue.MaxWait);
        Assert.Equal(["bwa", "mem", "Ref::input"], Assert.Single(file.Definitions).Spec.Job.Command);
        Assert.Equal("align:3", Assert.Single(file.Jobs).Spec.Definition!.ToString());
    }

    [Fact]
    public void A_file_of_environments_alone_has_no_jobs() =>
        Assert.Empty(Files.Yaml("environments: {e: {maxVcpus: 1}}").Content().Jobs);

    [Fact]
    public void Short_forms_stand_for_their_objects()
    {
        var job = Files.Yaml("""
            command: [a]
            array: 100
            attempts: 3
            resources: {gpu: 2}
            dependsOn: local:main/1
            purchase: spot-then-on-demand:2
            """).Content().Jobs[0].Spec;

        Assert.Equal(100, job.Array!.Size);
        Assert.Equal(3, job.Attempts!.Max);
        Assert.Equal(2, job.Resources!.Gpu!.Count);
        Assert.Equal(new JobDependency { Job = "local:main/1" }, Assert.Single(job.DependsOn!));
        Assert.Equal(2, job.Purchase!.SpotAttempts);
    }

    [Fact]
    public void Long_forms_say_more()
    {
        var job = Files.Yaml("""
            command: [a]
            array: {size: 10, parallelism: 2}
            attempts:
              max: 3
              otherwise: fail
              rules:
                - {exitCodes: [75, -1], action: retry}
                - {causes: [preempted, host-lost], action: retry}
            dependsOn:
              - local:main/1
              - {job: "local:main/2", mode: indexToIndex, on: anyEnd}
            """).Content().Jobs[0].Spec;

        Assert.Equal(2, job.Array!.Parallelism);
        Assert.Equal(AttemptAction.Fail, job.Attempts!.Otherwise);
        Assert.Equal([75, -1], job.Attempts.Rules![0].ExitCodes);
        Assert.Equal([JobCause.Preempted, JobCause.HostLost], job.Attempts.Rules[1].Causes);
        Assert.Equal(new JobDependency { Job = "local:main/2", Mode = DependencyMode.IndexToIndex, On = DependencyCondition.AnyEnd }, job.DependsOn![1]);
    }

    [Fact]
    public void Text_stays_as_it_is_written()
    {
        var job = Files.Yaml("""
            command: [sleep, 10, 1.10, yes, 0x10, 1_000, ~user, 1e3, ""]
            env:
              ZERO: 0
              YES: yes
              OFF: off
              TRUE: True
              VERSION: 1.10
              OCTAL: 0755
              TIME: 12:30:45
              DATE: 2026-01-01
              QUOTED: "5"
              EMPTY: ''
              MERGE: '<<'
            labels: {build: 007, nightly: no}
            """).Content().Jobs[0].Spec;

        Assert.Equal(["sleep", "10", "1.10", "yes", "0x10", "1_000", "~user", "1e3", ""], job.Command);
        Assert.Equal(
            ["0", "yes", "off", "True", "1.10", "0755", "12:30:45", "2026-01-01", "5", "", "<<"],
            job.Env!.Values);
        Assert.Equal(["007", "no"], job.Labels!.Values);
    }

    [Fact]
    public void JSON_takes_numbers_and_flags_as_text_where_YAML_does()
    {
        var job = Files.Json("""{"command": ["sleep", 10, true], "env": {"A": 1.10, "B": false, "C": 1E5}}""").Content().Jobs[0].Spec;

        Assert.Equal(["sleep", "10", "true"], job.Command);
        Assert.Equal(["1.10", "false", "1E5"], job.Env!.Values);
    }

    [Fact]
    public void JSON_may_have_comments_and_trailing_commas()
    {
        var file = Files.Json("""
            // what it does
            {
              "script": "echo hi", /* why */
              "env": {"A": "1",},
            }
            """).Content();

        Assert.Equal("echo hi", file.Jobs[0].Spec.Script);
    }

    [Fact]
    public void Native_sections_keep_their_kinds()
    {
        var native = Files.Yaml("""
            script: x
            native:
              aws:
                account: 012345678901
                share: 1.10
                flag: true
                word: yes
                quoted: "5"
                nothing: null
                nested: [{a: 1}, []]
            """).Content().Jobs[0].Spec.Native!;

        Assert.Equal(
            """{"account":"012345678901","share":1.10,"flag":true,"word":"yes","quoted":"5","nothing":null,"nested":[{"a":1},[]]}""",
            native["aws"].GetRawText());
    }

    [Fact]
    public void Specs_cannot_be_changed_through_their_collections()
    {
        var job = Files.Yaml("{command: [a], env: {A: b}, mounts: []}").Content().Jobs[0].Spec;

        Assert.Throws<NotSupportedException>(() => ((IDictionary<string, string>)job.Env!).Add("B", "c"));
        Assert.Throws<NotSupportedException>(() => ((IList<string>)job.Command!).Add("b"));
    }

    [Theory]
    [InlineData("/resources/memory", 7, 17)]
    [InlineData("/resources/vcpus", 7, 9)]
    [InlineData("/array/size", 5, 12)]
    [InlineData("/dependsOn/0/job", 8, 16)]
    [InlineData("/env/A~1B", 9, 16)]
    [InlineData("/timeout", 4, 5)]
    [InlineData("", 4, 5)]
    public void A_field_is_found_again_in_the_file(string pointer, int line, int column)
    {
        var file = Files.Yaml("""
            jobs:
              first: {script: x}
              second:
                script: x
                array: 5
                resources:
                    memory: 1GiB
                dependsOn: first
                env: {A/B: c}
            """).Content();

        var place = file.Jobs[1].Locate(pointer)!;

        Assert.Equal(("job.yaml", line, column), (place.File, place.Line, place.Column));
    }

    [Fact]
    public void A_spec_without_a_file_is_nowhere() => Assert.Null(JobFile.Of(new JobSpec { Command = ["a"] }).Jobs[0].Locate());
}
