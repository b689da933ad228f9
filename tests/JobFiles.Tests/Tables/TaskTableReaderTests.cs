using System.Diagnostics;
using System.Text;
using MultiBatch.JobFiles.Tables;
using MultiBatch.Jobs;

namespace MultiBatch.JobFiles.Tests.Tables;

public sealed class TaskTableReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tables").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_row_is_a_child_and_a_column_a_variable()
    {
        var table = Read("SAMPLE\tCOUNT\nalpha\t0\nbeta\t007\n").GetTable();

        Assert.Equal(["SAMPLE", "COUNT"], table.Columns);
        Assert.Equal([["alpha", "0"], ["beta", "007"]], table.Rows);
    }

    [Theory]
    [InlineData("--env A\t--env B\n1\t2\n")]
    [InlineData("A\t--env B\n1\t2\n")]
    [InlineData("--env A,--env B\n1,2\n")]
    [InlineData(" A , B \n1,2")]
    [InlineData("--env=A\t--env   B\r\n1\t2\r\n")]
    [InlineData("\uFEFFA\tB\r1\t2\r")]
    [InlineData("\"A\"\t\"--env B\"\n\"1\"\t2\n\n\n")]
    public void Headers_line_ends_and_marks_come_in_many_forms(string text)
    {
        var table = Read(text).GetTable();

        Assert.Equal(["A", "B"], table.Columns);
        Assert.Equal([["1", "2"]], table.Rows);
    }

    [Theory]
    [InlineData("A,B\n,\n", "", "")]
    [InlineData("A,B\n x , y \n", " x ", " y ")]
    [InlineData("A,B\n\"\",\"a,b\"\n", "", "a,b")]
    [InlineData("A,B\n\"say \"\"hi\"\"\",5\" pipe\n", "say \"hi\"", "5\" pipe")]
    [InlineData("A,B\n\"line 1\nline 2\",\"a\r\nb\"\r\n", "line 1\nline 2", "a\r\nb")]
    [InlineData("A,B\nyes,1.10", "yes", "1.10")]
    [InlineData("A\tB\na,b\t\n", "a,b", "")]
    [InlineData("A\tB\n\t\n", "", "")]
    [InlineData("A,B\nüñí,日本🚀\n", "üñí", "日本🚀")]
    [InlineData("A,B\n#no,--env\n", "#no", "--env")]
    public void Cells_are_kept_as_they_are(string text, string first, string second) => Assert.Equal([[first, second]], Read(text).GetTable().Rows);

    [Fact]
    public void A_quoted_nothing_is_an_empty_cell_of_a_single_column() => Assert.Equal([["a"], [""], ["b"]], Read("A\na\n\"\"\nb\n\n").GetTable().Rows);

    [Theory]
    [InlineData("", "t: the table is empty; its first line names the environment variables, each further line is a child.")]
    [InlineData("\n\n", "t: the table is empty; its first line names the environment variables, each further line is a child.")]
    [InlineData("A\tB\n", "t: the table has a header and no rows; each row is a child of the array.")]
    [InlineData("A\tB\n1\t2\n3\n", "t:3: row 2 has 1 cell, the header names 2 columns; write empty cells too.")]
    [InlineData("A\n1,2\n", "t:2: row 1 has 2 cells, the header names 1 column; write empty cells too.")]
    [InlineData("A,B\n\"1\n2\",3\n4\n", "t:4: row 2 has 1 cell, the header names 2 columns; write empty cells too.")]
    [InlineData("A\tB\n\n1\t2\n", "t:2:1: the line is empty; remove it, or write its cells.")]
    [InlineData("A\n1\n\n2\n", "t:3:1: the line is empty; remove it, or write \"\" for an empty cell.")]
    [InlineData("A\tA\n1\t2\n", "t:1: A: the column 'A' is there twice; rename or remove one.")]
    [InlineData("A\t\n1\t2\n", "t:1: the header cell '' names no environment variable; write '--env NAME' or only NAME.")]
    [InlineData("A\t--env\n1\t2\n", "t:1: the header cell '--env' names no environment variable; write '--env NAME' or only NAME.")]
    [InlineData("A=B\n1\n", "t:1: A=B: 'A=' is no name of an environment variable: it holds '='; write 'NAME: value'.")]
    [InlineData("A B\n1\n", "t:1: A B: 'A B' is no name of an environment variable: it holds white space; use letters, digits and underscores.")]
    [InlineData("--env MULTIBATCH_JOB_ID\n1\n", "t:1: MULTIBATCH_JOB_ID: 'MULTIBATCH_JOB_ID': names that begin with MULTIBATCH_ are set for every task; choose another name.")]
    [InlineData("--input X\n1\n", "t:1: X: '--input X' stages files, which is not supported yet; pass the path in a column '--env NAME' and let the task copy the file.")]
    [InlineData("--input-recursive X\n1\n", "t:1: X: '--input-recursive X' stages files, which is not supported yet; pass the path in a column '--env NAME' and let the task copy the file.")]
    [InlineData("--output X\n1\n", "t:1: X: '--output X' stages files, which is not supported yet; pass the path in a column '--env NAME' and let the task copy the file.")]
    [InlineData("--output-recursive X\n1\n", "t:1: X: '--output-recursive X' stages files, which is not supported yet; pass the path in a column '--env NAME' and let the task copy the file.")]
    [InlineData("--label X\n1\n", "t:1: X: '--label X' would label single children, which is not supported yet; remove the column, and label the job.")]
    [InlineData("--evn X\n1\n", "t:1: X: '--evn' is not a kind of column; did you mean '--env'? Write '--env NAME' or only NAME.")]
    [InlineData("A,B\n\"1,2\n3,4\n", "t:2:1: the quote that opens here is never closed.")]
    [InlineData("A,B\n1,\"2\"x\n", "t:2:6: text follows the quote that closes a cell; double the quotes that belong to the text.")]
    [InlineData("\"A\nB\"\nx\0y\n", "t:3: A\\nB: the cell holds the character U+0000, which no program can be given; remove it.")]
    [InlineData("A\nx\0y\n", "t:2: A: the cell holds the character U+0000, which no program can be given; remove it.")]
    public void What_is_no_table_is_explained(string text, string problem) =>
        Assert.Contains(problem, Read(text).Problems.Select(one => one.ToString()));

    [Fact]
    public void All_problems_of_a_table_are_reported_at_once()
    {
        var result = Read("A\t--input B\n1\n2\t3\n\n4\t5\t6\n");

        Assert.Null(result.Table);
        Assert.Equal([1, 2, 4, 5], result.Problems.Select(problem => problem.Location.Line));
        Assert.Equal(BatchErrorCode.InvalidSpec, Assert.Throws<BatchException>(result.GetTable).Code);
    }

    [Theory]
    [InlineData("2-3", "b,c")]
    [InlineData("1", "a")]
    [InlineData("4", "d")]
    [InlineData("3-", "c,d")]
    [InlineData("1-4", "a,b,c,d")]
    public void Rows_are_picked_by_number(string rows, string cells) =>
        Assert.Equal(cells.Split(','), Read("A\na\nb\nc\nd\n", TaskRowRange.Parse(rows)).GetTable().Rows.Select(row => row[0]));

    [Theory]
    [InlineData("5", "t: the table has 4 rows, rows 5 were asked for; rows count from 1, without the header.")]
    [InlineData("5-", "t: the table has 4 rows, rows 5- were asked for; rows count from 1, without the header.")]
    [InlineData("2-9", "t: the table has 4 rows, rows 2-9 were asked for; rows count from 1, without the header.")]
    public void Rows_that_are_not_there_are_refused(string rows, string problem) =>
        Assert.Equal(problem, Assert.Single(Read("A\na\nb\nc\nd\n", TaskRowRange.Parse(rows)).Problems).ToString());

    [Fact]
    public void Reading_ends_with_the_last_row_that_is_wanted()
    {
        var text = new StringReader("A\na\n" + new string('b', 100_000) + "\n\"never closed");

        Assert.Equal([["a"]], TaskTableReader.Read(text, "t", rows: new TaskRowRange(1, 1)).GetTable().Rows);
        Assert.NotEqual(-1, text.Peek());
    }

    [Theory]
    [InlineData("t.tsv", "A\tB,C\n1\t2\n", "A|B,C")]
    [InlineData("t.tab", "A\tB,C\n1\t2\n", "A|B,C")]
    [InlineData("t.csv", "A,B:C\n1,2\n", "A|B:C")]
    [InlineData("t.txt", "A\tB,C\n1\t2\n", "A|B,C")]
    [InlineData("t", "A,B\n1,2\n", "A|B")]
    public async Task The_extension_or_the_header_tells_the_form(string name, string text, string columns)
    {
        var path = Write(name, Encoding.UTF8.GetBytes(text));

        Assert.Equal(columns.Split('|'), TaskTableReader.Read(path).GetTable().Columns);
        Assert.Equal(columns.Split('|'), (await TaskTableReader.ReadAsync(path)).GetTable().Columns);
    }

    [Fact]
    public async Task Files_may_be_UTF_16_with_a_mark_but_nothing_else()
    {
        var wide = Write("wide.csv", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("A\né\n")]);
        var other = Write("other.csv", [.. "A\n"u8, 0xE9, (byte)'\n']);

        Assert.Equal("é", (await TaskTableReader.ReadAsync(wide)).GetTable().Rows[0][0]);
        Assert.Equal($"{other}: the file is not UTF-8; save it as UTF-8.", Assert.Single((await TaskTableReader.ReadAsync(other)).Problems).ToString());
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_a_problem()
    {
        var path = Path.Combine(_folder, "none.tsv");

        Assert.Equal($"{path}: the file does not exist; check the path.", Assert.Single(TaskTableReader.Read(path).Problems).ToString());
        Assert.Equal($"{path}: the file does not exist; check the path.", Assert.Single((await TaskTableReader.ReadAsync(path)).Problems).ToString());
    }

    [Fact]
    public async Task Cancellation_ends_the_reading()
    {
        var path = Write("t.tsv", "A\n1\n"u8.ToArray());
        var token = new CancellationToken(canceled: true);

        Assert.Throws<OperationCanceledException>(() => TaskTableReader.Read(path, cancellationToken: token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TaskTableReader.ReadAsync(path, cancellationToken: token));
    }

    [Fact]
    public async Task Ten_thousand_rows_are_read_in_a_moment()
    {
        var path = Write("t.tsv", Encoding.UTF8.GetBytes(
            "--env SAMPLE\t--env URL\t--env N\n" + string.Concat(Enumerable.Range(0, 10_000).Select(row => $"sample-{row}\ts3://bucket/some/long/prefix/{row}.fastq.gz\t{row}\n"))));
        await TaskTableReader.ReadAsync(path);

        var watch = Stopwatch.StartNew();
        var table = (await TaskTableReader.ReadAsync(path)).GetTable();

        // It takes some 5 ms; the bound leaves room for a machine with much else to do.
        Assert.True(watch.ElapsedMilliseconds < 1000, $"{watch.ElapsedMilliseconds} ms");
        Assert.Equal(10_000, table.Rows.Count);
        Assert.Equal(["sample-9999", "s3://bucket/some/long/prefix/9999.fastq.gz", "9999"], table.Rows[9999]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Pieces_may_end_anywhere(int length)
    {
        const string text = "A,B\r\n\"x\r\ny\"\"z\",1\r\n2,\"3\"\r\n";

        var whole = Read(text).GetTable();
        var pieces = TaskTableReader.Read(new SlowReader(text, length), "t").GetTable();

        Assert.Equal(whole.Columns, pieces.Columns);
        Assert.Equal(whole.Rows, pieces.Rows);
        Assert.Equal([["x\r\ny\"z", "1"], ["2", "3"]], pieces.Rows);
    }

    [Fact]
    public void A_quote_that_is_never_closed_does_not_collect_a_whole_file()
    {
        var result = Read("A\n\"" + new string('x', 5_000_000));

        Assert.Equal("t:2:1: the row has more than 4194304 characters; the quote that opens here may never be closed.", Assert.Single(result.Problems).ToString());
    }

    [Fact]
    public void Columns_have_a_limit() =>
        Assert.Equal("t:1: the header names 1001 columns; the most are 1000.", Assert.Single(Read(new string(',', 1000) + "\n").Problems).ToString());

    private static TaskTableResult Read(string text, TaskRowRange? rows = null) => TaskTableReader.Read(new StringReader(text), "t", rows: rows);

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private sealed class SlowReader(string text, int length) : StringReader(text)
    {
        public override int Read(char[] buffer, int index, int count) => base.Read(buffer, index, Math.Min(count, length));
    }
}
