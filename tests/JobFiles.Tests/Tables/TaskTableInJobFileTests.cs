using System.Text.Json;
using MultiBatch.JobFiles.Tests.Samples;

namespace MultiBatch.JobFiles.Tests.Tables;

public sealed class TaskTableInJobFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("jobtables").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_table_is_found_beside_its_job_file()
    {
        Write("data/tasks.tsv", "--env SAMPLE\t--env N\na\t0\nb\t\n");
        var path = Write("job.yaml", "script: x\narray: {taskTable: data/tasks.tsv, parallelism: 2}");

        var array = (await JobFileReader.ReadAsync(path)).Content().Jobs[0].Spec.Array!;

        Assert.Equal(["SAMPLE", "N"], array.Tasks!.Columns);
        Assert.Equal([["a", "0"], ["b", ""]], array.Tasks.Rows);
        Assert.Equal(2, array.Parallelism);
        Assert.Null(array.Size);
    }

    [Fact]
    public void A_text_finds_its_tables_in_the_folder_it_is_given()
    {
        Write("tasks.csv", "A,B\n1,2\n3,4\n5,6\n");

        var file = Files.Json("""{"script": "x", "array": {"taskTable": "tasks.csv", "rows": "2-3"}}""", _folder).Content();

        Assert.Equal([["3", "4"], ["5", "6"]], file.Jobs[0].Spec.Array!.Tasks!.Rows);
    }

    [Fact]
    public void An_absolute_path_needs_no_folder()
    {
        var path = Write("tasks.csv", "A\n1\n");

        var file = Files.Json("{\"script\": \"x\", \"array\": {\"rows\": 1, \"taskTable\": " + JsonSerializer.Serialize(path) + "}}").Content();

        Assert.Equal([["1"]], file.Jobs[0].Spec.Array!.Tasks!.Rows);
    }

    [Fact]
    public void Two_jobs_may_share_a_table_and_split_its_rows()
    {
        Write("t.tsv", "A\n1\n2\n3\n");

        var file = Files.Yaml("""
            jobs:
              a: {script: x, array: {taskTable: t.tsv, rows: 1-2}}
              b: {script: x, array: {taskTable: t.tsv, rows: 3}}
              c: {script: x, array: {taskTable: t.tsv}}
              d: {script: x, array: {taskTable: t.tsv}, dependsOn: {job: c, mode: indexToIndex}}
            """, _folder).Content();

        Assert.Equal([2, 1, 3, 3], file.Jobs.Select(job => job.Spec.Array!.Tasks!.Rows.Count));
        Assert.Same(file.Jobs[2].Spec.Array!.Tasks, file.Jobs[3].Spec.Array!.Tasks);
    }

    [Fact]
    public void Sizes_of_tables_count_where_arrays_wait_for_each_other()
    {
        Write("t.tsv", "A\n1\n2\n3\n");

        Assert.Equal(
            "job.yaml:3:82: jobs.b.dependsOn: indexToIndex is for arrays of one size; this one has 2 children and 'a' has 3.",
            Files.Yaml("""
                jobs:
                  a: {script: x, array: {taskTable: t.tsv}}
                  b: {script: x, array: {taskTable: t.tsv, rows: 1-2}, dependsOn: {job: a, mode: indexToIndex}}
                """, _folder).OnlyProblem());
    }

    [Fact]
    public void Problems_of_a_table_name_the_table_and_its_line()
    {
        var table = Write("t.tsv", "A\t--input B\n1\n");

        Assert.Equal(
            [
                "job.yaml:2:12: priority: 'high' is not a number; a priority is a number such as 3.",
                $"{table}:1: B: '--input B' stages files, which is not supported yet; pass the path in a column '--env NAME' and let the task copy the file.",
                $"{table}:2: row 1 has 1 cell, the header names 2 columns; write empty cells too.",
            ],
            Files.Yaml("script: x\npriority:  high\narray: {taskTable: t.tsv}", _folder).Texts());
    }

    [Fact]
    public void A_table_that_cannot_be_read_is_a_problem_of_the_line_that_names_it() =>
        Assert.Equal(
            $"job.yaml:2:20: array.taskTable: '{Path.Combine(_folder, "no.tsv")}': the file does not exist; check the path.",
            Files.Yaml("script: x\narray: {taskTable: no.tsv}", _folder).OnlyProblem());

    [Fact]
    public void A_table_and_a_variable_of_one_name_are_refused()
    {
        Write("t.tsv", "A\n1\n");

        Assert.Equal(
            "job.yaml:3:10: env.A: 'A' is a column of the task table too, whose cells would hide this value; remove one.",
            Files.Yaml("script: x\narray: {taskTable: t.tsv}\nenv: {A: 1}", _folder).OnlyProblem());
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
