namespace MultiBatch.Capabilities;

/// <summary>How true to the task's output its log is.</summary>
public enum LogFidelity
{
    /// <summary>Byte for byte.</summary>
    Bytes = 0,

    /// <summary>Line by line: empty lines may be missing, whether the last line ended with a newline is not known, odd bytes may be changed.</summary>
    Lines = 1,
}
