namespace MultiBatch.Cli.Output;

/// <summary>How results are written.</summary>
internal enum OutputFormat
{
    /// <summary>Aligned columns for people.</summary>
    Table,

    /// <summary>The documented JSON, one document a run.</summary>
    Json,

    /// <summary>The same as YAML.</summary>
    Yaml,

    /// <summary>Comma-separated values, for a spreadsheet. Of reports only.</summary>
    Csv,

    /// <summary>One page that needs nothing else. Of reports only.</summary>
    Html,
}
