namespace MultiBatch.JobFiles.Tables;

/// <summary>Forms of a task table.</summary>
public enum TaskTableFormat
{
    /// <summary>By the extension (<c>.tsv</c>, <c>.tab</c>, <c>.csv</c>), else by the header: tabs if it holds one, else commas.</summary>
    Auto = 0,

    /// <summary>Cells between tabs.</summary>
    Tsv = 1,

    /// <summary>Cells between commas.</summary>
    Csv = 2,
}
