namespace MultiBatch.JobFiles.Syntax;

/// <summary>What a scalar is. YAML's older words for true and false (yes, on) and its other numbers (0x10, 1_000) are text here.</summary>
internal enum ScalarKind
{
    /// <summary>Text: quoted, or unquoted and none of the others.</summary>
    Text,

    /// <summary>A number in the grammar of JSON.</summary>
    Number,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>null, or ~ in YAML.</summary>
    Null,

    /// <summary>A key or a list item of YAML with nothing behind it.</summary>
    Empty,
}
