using MultiBatch.Capabilities;
using MultiBatch.Jobs;

namespace MultiBatch.Conformance.Arrays;

/// <summary>Task tables: one child per row, its cells as variables, as they are.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class TaskTableConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>Each row is a child, in order, and its cells are its variables: empty ones, numbers as text, characters of every kind.</summary>
    [SkippableFact]
    public virtual async Task Each_row_is_a_child_and_each_cell_a_variable()
    {
        Requires(BatchFeature.Arrays, BatchFeature.TaskTables, BatchFeature.Logs);
        string[] columns = ["FIRST", "middle", "LAST_1"];
        string[][] rows =
        [
            ["a", "b", "c"], ["", "b", "c"], ["a", "", "c"], ["a", "b", ""], ["", "", ""], ["0", "00", "1.0"], [" a", "b ", " "],
            ["'", "\"", "`$x`"], ["na\u00efve", "\u4f60\u597d", "\U0001F600"], ["a\tb", "c\\d", "e\nf"], ["true", "null", "-n"], ["#", "=", ","],
        ];

        var array = await SucceedAsync(Run(Tasks.ShowVariables(columns)) with { Array = new ArraySpec { Tasks = new TaskTable(columns, rows) } });

        Assert.Equal(rows.Length, array.ArraySize);
        for (var index = 0; index < rows.Length; index++)
        {
            var seen = await ReadVariablesAsync(array.Reference.Child(index));
            Assert.Equal(rows[index], columns.Select(column => seen[column]));
        }
    }

    /// <summary>The variables of the job and those of the row are both there, and so are ours.</summary>
    [SkippableFact]
    public virtual async Task Variables_of_the_job_and_of_the_row_are_both_there()
    {
        Requires(BatchFeature.Arrays, BatchFeature.TaskTables, BatchFeature.EnvironmentVariables, BatchFeature.Logs);

        var array = await SucceedAsync(Run(Tasks.ShowVariables("JOB", "ROW", RuntimeVariables.ArrayIndex, RuntimeVariables.ArraySize)) with
        {
            Env = new Dictionary<string, string> { ["JOB"] = "of the job" },
            Array = new ArraySpec { Tasks = new TaskTable(["ROW"], [["first"], ["second"]]) },
        });
        var seen = await ReadVariablesAsync(array.Reference.Child(1));

        Assert.Equal(("of the job", "second", "1", "2"), (seen["JOB"], seen["ROW"], seen[RuntimeVariables.ArrayIndex], seen[RuntimeVariables.ArraySize]));
    }

    /// <summary>A table of one row is an array of one.</summary>
    [SkippableFact]
    public virtual async Task A_table_of_one_row_is_an_array_of_one()
    {
        Requires(BatchFeature.Arrays, BatchFeature.TaskTables, BatchFeature.Logs);

        var array = await SucceedAsync(Run(Tasks.ShowVariables("ONLY")) with { Array = new ArraySpec { Tasks = new TaskTable(["ONLY"], [["row"]]) } });

        Assert.Equal(1, array.ArraySize);
        Assert.Equal("row", (await ReadVariablesAsync(array.Reference.Child(0)))["ONLY"]);
    }

    /// <summary>Many rows arrive each at its child.</summary>
    [SkippableFact]
    public virtual async Task Many_rows_arrive_each_at_its_child()
    {
        Requires(BatchFeature.Arrays, BatchFeature.TaskTables, BatchFeature.Logs);
        var rows = Enumerable.Range(0, 100).Select(number => new[] { $"row {number}" }).ToList();

        var array = await SucceedAsync(Run(Tasks.ShowVariables("ROW")) with { Array = new ArraySpec { Tasks = new TaskTable(["ROW"], rows) } });

        foreach (var index in new[] { 0, 1, 49, 98, 99 })
        {
            Assert.Equal($"row {index}", (await ReadVariablesAsync(array.Reference.Child(index)))["ROW"]);
        }
    }

    /// <summary>Columns that cannot be variables, or are ours, are refused.</summary>
    [SkippableTheory]
    [InlineData("A=B")]
    [InlineData("MULTIBATCH_ARRAY_INDEX")]
    public virtual async Task Impossible_columns_are_refused(string column)
    {
        Requires(BatchFeature.Arrays, BatchFeature.TaskTables);

        await RefusedAsync(
            Harness.Prepare(Run(Tasks.Exit(0)) with { Array = new ArraySpec { Tasks = new TaskTable([column], [["1"]]) } }), BatchErrorCode.InvalidSpec);
    }
}
