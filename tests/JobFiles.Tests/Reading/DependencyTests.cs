using MultiBatch.JobFiles.Tests.Samples;

namespace MultiBatch.JobFiles.Tests.Reading;

public class DependencyTests
{
    [Fact]
    public void Jobs_may_be_named_before_they_come_and_beside_references()
    {
        var file = Files.Yaml("""
            jobs:
              last: {script: x, dependsOn: [first, "local:main/4f1c#7", {job: array#9, on: failure}]}
              first: {script: x}
              array: {script: x, array: 10}
              pairs: {script: x, array: 10, dependsOn: {job: array, mode: indexToIndex}}
            """).Content();

        Assert.Equal(["first", "local:main/4f1c#7", "array#9"], file.Jobs[0].Spec.DependsOn!.Select(dependency => dependency.Job));
    }

    [Theory]
    [InlineData("[{name: a, script: x, dependsOn: a}]", "job.yaml:1:40: jobs[0].dependsOn: 'a' waits for itself; remove the dependency.")]
    [InlineData("[{name: prepare, script: x}, {script: x, dependsOn: [perpare]}]", "job.yaml:1:60: jobs[1].dependsOn[0]: 'perpare' is neither a job of this file nor a job reference; did you mean 'prepare'?")]
    [InlineData("[{name: ab, script: x}, {name: cd, script: x, dependsOn: [zz]}]", "job.yaml:1:65: jobs[1].dependsOn[0]: 'zz' is neither a job of this file nor a job reference; its jobs are ab, cd.")]
    [InlineData("[{name: a, script: x}, {script: x, dependsOn: 'a#1'}]", "job.yaml:1:53: jobs[1].dependsOn: 'a#1' names a child, and 'a' is no array; remove '#1'.")]
    [InlineData("[{name: a, array: 3, script: x}, {script: x, dependsOn: 'a#3'}]", "job.yaml:1:63: jobs[1].dependsOn: 'a#3' names a child, and 'a' has those from 0 to 2.")]
    [InlineData("[{name: a, script: x}, {array: 2, script: x, dependsOn: [{job: a, mode: indexToIndex}]}]", "job.yaml:1:79: jobs[1].dependsOn[0]: indexToIndex is for arrays, and 'a' is none; remove 'mode'.")]
    [InlineData("[{name: a, array: 3, script: x}, {array: 2, script: x, dependsOn: [{job: a, mode: indexToIndex}]}]", "job.yaml:1:89: jobs[1].dependsOn[0]: indexToIndex is for arrays of one size; this one has 2 children and 'a' has 3.")]
    [InlineData("[{name: a, array: 3, script: x}, {array: 3, script: x, dependsOn: [{job: 'a#1', mode: indexToIndex}]}]", "job.yaml:1:93: jobs[1].dependsOn[0]: indexToIndex waits for every child of an array, and 'a#1' names one; remove 'mode', or the index.")]
    public void What_cannot_be_waited_for_is_refused(string jobs, string problem) => Assert.Equal(problem, Files.Yaml("jobs: " + jobs).OnlyProblem());

    [Fact]
    public void A_circle_is_reported_once_with_its_jobs() => Assert.Equal(
        "job.yaml:4:29: jobs.b.dependsOn: the jobs wait for each other: b -> c -> d -> b; remove one of the dependencies.",
        Files.Yaml("""
            jobs:
              free: {script: x}
              waits: {script: x, dependsOn: b}
              b: {script: x, dependsOn: c}
              c: {script: x, dependsOn: [free, d]}
              d: {script: x, dependsOn: b}
            """).OnlyProblem());

    [Fact]
    public void Two_circles_are_two_problems() =>
        Assert.Equal(2, Files.Yaml("jobs: {a: {script: x, dependsOn: b}, b: {script: x, dependsOn: a}, c: {script: x, dependsOn: c}}").Problems.Count);

    [Fact]
    public void A_long_chain_is_no_circle_and_its_closing_is_one()
    {
        var chain = string.Join('\n', Enumerable.Range(1, 5000).Select(job => $"  j{job}: {{script: x, dependsOn: j{job - 1}}}"));

        Files.Yaml("jobs:\n  j0: {script: x}\n" + chain).Content();
        var problem = Files.Yaml("jobs:\n  j0: {script: x, dependsOn: j5000}\n" + chain).OnlyProblem();

        Assert.Contains("j0 -> j5000 -> j4999", problem, StringComparison.Ordinal);
        Assert.True(problem.Length < 300, problem);
    }
}
