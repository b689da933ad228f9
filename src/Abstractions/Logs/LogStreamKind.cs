namespace MultiBatch.Logs;

/// <summary>Which output of a task.</summary>
public enum LogStreamKind
{
    /// <summary>Both, in the order the provider has them.</summary>
    All = 0,

    /// <summary>Standard output. Where streams are merged, everything.</summary>
    Output = 1,

    /// <summary>Standard error. Where streams are merged, nothing.</summary>
    Error = 2,
}
